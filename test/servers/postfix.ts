/**
 * A real Postfix on loopback for tests: submission with STARTTLS, sign-in through a real Dovecot, everything in a temporary folder,
 * delivered to one maildir per recipient. Nothing is rewritten or dropped that would hide what was sent: `message_drop_headers` and
 * `local_header_rewrite_clients` are empty. Needs root, as Postfix's master does; ended by the handles it was started with.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { prepareMailServers } from '../../scripts/system.ts';

export interface MailServerOptions {
  /** PEM */
  readonly key: string;
  readonly certificate: string;
  readonly user: string;
  readonly password: string;
  /** the domain it takes mail for, and the local parts there; anyone else is refused with 550 */
  readonly domain: string;
  readonly mailboxes: readonly string[];
  /** more settings of main.cf, or others in the place of those below */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface MailServer {
  readonly port: number;
  /** The files delivered to a local part so far, in the order of their names. Lines end LF, as Postfix stores them. */
  delivered(localPart: string): Buffer[];
  /** Resolves when so many messages lie there; rejects after 20 s with Postfix's log. */
  waitFor(localPart: string, count: number): Promise<Buffer[]>;
  log(): string;
  /** Postfix is ended, in the middle of whatever it does, and starts again, with these settings added. */
  restart(settings?: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

/** Users and groups that every Debian has and that own nothing else here: Postfix wants three that differ. */
const IDS = { mail: 8, news: 9, nobody: 65534 };

export async function startMailServer(options: MailServerOptions): Promise<MailServer> {
  if (process.getuid?.() !== 0)
    throw new Error(
      'Postfix runs as root only. Start the tests as root, for example in a container: sudo npm test',
    );
  const { folder, libraryPath } = await prepareMailServers();
  // Not in the default place for temporary files: its parents may be closed to the servers' own users.
  const home = mkdtempSync(path.join(os.tmpdir(), 'facteur-mail-'));
  chmodSync(home, 0o755);
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('no free port');
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LD_LIBRARY_PATH: libraryPath };
  makeFolders(home);
  writePostfix(home, folder, port, options);
  writeDovecot(home, folder, options);
  // Dovecot would look for its doveconf in the system's place: so doveconf starts it, as it does itself.
  const configuration = path.join(home, 'dovecot.conf');
  const dovecot = spawn(
    path.join(folder, 'usr/bin/doveconf'),
    [
      '-f',
      'service=master',
      '-c',
      configuration,
      '-p',
      '-e',
      path.join(folder, 'usr/sbin/dovecot'),
      '-F',
      '-c',
      configuration,
    ],
    { env, stdio: 'ignore' },
  );
  const startPostfix = (): ChildProcess =>
    spawn(path.join(folder, 'usr/lib/postfix/sbin/master'), ['-s', '-c', path.join(home, 'etc')], {
      env: { ...env, MAIL_CONFIG: path.join(home, 'etc') },
      stdio: 'ignore',
    });
  let postfix = startPostfix();
  const log = (): string =>
    ['mail.log', 'dovecot.log']
      .map((name) => path.join(home, name))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, 'utf8'))
      .join('');
  const stop = async (): Promise<void> => {
    await Promise.all([end(postfix), end(dovecot)]);
    rmSync(home, { recursive: true, force: true });
  };
  const delivered = (localPart: string): Buffer[] => {
    const inbox = path.join(home, 'mail', localPart, 'new');
    if (!existsSync(inbox)) return [];
    return readdirSync(inbox)
      .sort()
      .map((name) => readFileSync(path.join(inbox, name)));
  };
  try {
    await until(() => existsSync(path.join(home, 'spool/private/auth')) && answers(port), log);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    delivered,
    async waitFor(localPart, count) {
      await until(() => Promise.resolve(delivered(localPart).length >= count), log);
      return delivered(localPart);
    },
    log,
    async restart(settings = {}) {
      await end(postfix);
      writePostfix(home, folder, port, { ...options, settings: { ...options.settings, ...settings } });
      postfix = startPostfix();
      await until(() => answers(port), log);
    },
    stop,
  };
}

function makeFolders(home: string): void {
  const spool = path.join(home, 'spool');
  mkdirSync(path.join(home, 'etc'));
  mkdirSync(path.join(home, 'data'));
  chownSync(path.join(home, 'data'), IDS.mail, IDS.mail);
  mkdirSync(path.join(home, 'mail'));
  chownSync(path.join(home, 'mail'), IDS.nobody, IDS.nobody);
  mkdirSync(spool);
  for (const name of [
    'active',
    'bounce',
    'corrupt',
    'defer',
    'deferred',
    'flush',
    'hold',
    'incoming',
    'private',
    'saved',
    'trace',
  ]) {
    mkdirSync(path.join(spool, name), { mode: 0o700 });
    chownSync(path.join(spool, name), IDS.mail, 0);
  }
  for (const [name, mode] of [
    ['public', 0o710],
    ['maildrop', 0o730],
  ] as const) {
    mkdirSync(path.join(spool, name));
    chownSync(path.join(spool, name), IDS.mail, IDS.news);
    chmodSync(path.join(spool, name), mode);
  }
  mkdirSync(path.join(spool, 'pid'));
}

function writePostfix(home: string, folder: string, port: number, options: MailServerOptions): void {
  const etc = path.join(home, 'etc');
  const spool = path.join(home, 'spool');
  writeFileSync(path.join(etc, 'key.pem'), options.key, { mode: 0o600 });
  writeFileSync(path.join(etc, 'certificate.pem'), options.certificate);
  // A maildir for each local part: the folder's name ends with a slash.
  writeFileSync(
    path.join(etc, 'mailboxes'),
    options.mailboxes.map((localPart) => `${localPart}@${options.domain} ${localPart}/\n`).join(''),
  );
  const main: Record<string, string> = {
    compatibility_level: '3.7',
    myhostname: 'mx.facteur.example',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    queue_directory: spool,
    data_directory: path.join(home, 'data'),
    daemon_directory: path.join(folder, 'usr/lib/postfix/sbin'),
    command_directory: path.join(folder, 'usr/sbin'),
    shlib_directory: path.join(folder, 'usr/lib/postfix'),
    meta_directory: etc,
    mail_owner: 'mail',
    setgid_group: 'news',
    default_privs: 'nobody',
    import_environment: 'MAIL_CONFIG LD_LIBRARY_PATH',
    maillog_file: path.join(home, 'mail.log'),
    maillog_file_prefixes: home,
    mydestination: '',
    mynetworks: '',
    alias_maps: '',
    alias_database: '',
    local_recipient_maps: '',
    virtual_mailbox_domains: options.domain,
    virtual_mailbox_base: path.join(home, 'mail'),
    virtual_mailbox_maps: `texthash:${path.join(etc, 'mailboxes')}`,
    virtual_uid_maps: `static:${String(IDS.nobody)}`,
    virtual_gid_maps: `static:${String(IDS.nobody)}`,
    virtual_mailbox_limit: '0',
    message_size_limit: '52428800',
    message_drop_headers: '',
    local_header_rewrite_clients: '',
    smtpd_sasl_auth_enable: 'yes',
    smtpd_sasl_type: 'dovecot',
    smtpd_sasl_path: 'private/auth',
    smtpd_tls_security_level: 'may',
    smtpd_tls_auth_only: 'yes',
    smtpd_tls_key_file: path.join(etc, 'key.pem'),
    smtpd_tls_cert_file: path.join(etc, 'certificate.pem'),
    smtpd_relay_restrictions: 'permit_sasl_authenticated, reject',
    smtpd_recipient_restrictions: '',
    address_verify_map: '',
    smtpd_tls_session_cache_database: '',
    append_dot_mydomain: 'no',
    ...options.settings,
  };
  writeFileSync(
    path.join(etc, 'main.cf'),
    Object.entries(main)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  );
  const services = [
    `127.0.0.1:${String(port)} inet n - n - - smtpd`,
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'verify unix - - n - 1 verify',
    'proxymap unix - - n - - proxymap',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'virtual unix - n n - - virtual',
    'anvil unix - - n - 1 anvil',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  writeFileSync(path.join(etc, 'master.cf'), services.map((line) => `${line}\n`).join(''));
}

function writeDovecot(home: string, folder: string, options: MailServerOptions): void {
  writeFileSync(path.join(home, 'users'), `${options.user}:{PLAIN}${options.password}::::::\n`, {
    mode: 0o600,
  });
  const lines = [
    'protocols =',
    'ssl = no',
    `base_dir = ${path.join(home, 'run')}`,
    `state_dir = ${path.join(home, 'run')}`,
    `libexec_dir = ${path.join(folder, 'usr/lib/dovecot')}`,
    `log_path = ${path.join(home, 'dovecot.log')}`,
    'import_environment = LD_LIBRARY_PATH',
    'default_internal_user = mail',
    'default_internal_group = mail',
    'default_login_user = nobody',
    'auth_mechanisms = plain login cram-md5 scram-sha-256',
    'disable_plaintext_auth = no',
    `passdb {\n  driver = passwd-file\n  args = ${path.join(home, 'users')}\n}`,
    `userdb {\n  driver = static\n  args = uid=${String(IDS.nobody)} gid=${String(IDS.nobody)} home=/nonexistent\n}`,
    `service auth {\n  user = root\n  unix_listener ${path.join(home, 'spool/private/auth')} {\n    mode = 0600\n    user = mail\n  }\n}`,
    'service stats {\n  unix_listener stats-writer {\n    mode = 0600\n  }\n}',
  ];
  writeFileSync(path.join(home, 'dovecot.conf'), `${lines.join('\n')}\n`);
}

/** Ports that were free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = net.createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.setTimeout(2000, () => socket.destroy());
    socket.once('data', () => {
      resolve(true);
      socket.end('QUIT\r\n');
    });
    socket.once('error', () => undefined);
    socket.once('close', () => {
      resolve(false);
    });
  });
}

/** Servers and file systems tell nobody when they are ready: asked again and again, for 20 s at most. */
async function until(condition: () => boolean | Promise<boolean>, log: () => string): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not ready after 20 s\n${log()}`);
    await delay(50);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exited;
  clearTimeout(late);
}
