// What the program and its tests need of a Debian-like system, beyond Node: libraries for the window, a keyring, mail
// servers, packaging tools. Root gets them installed; anyone else is told the one command. Mail servers are never
// installed: they are unpacked into the cache folder, because installing one removes another and may start it.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exclusively, onceFolder } from './once.ts';
import { cacheFolder, capture, isRoot, must, run, say, Unprepared } from './project.ts';

/** Packages by what they are for. Where a name changed with the 64-bit time transition, the newer stands first. */
const groups = {
  runtime: ['unzip'],
  window: [
    'xvfb',
    'xauth',
    'x11-utils',
    'libgtk-3-0t64|libgtk-3-0',
    'libnss3',
    'libasound2t64|libasound2',
    'libgbm1',
    'libxss1',
    'libxtst6',
    'fonts-noto-core',
    'fonts-noto-color-emoji',
  ],
  keyring: ['dbus', 'dbus-x11', 'gnome-keyring', 'libsecret-1-0', 'libsecret-tools', 'libglib2.0-bin'],
  /** mail programs that read what is built here, and the terminal that one of them wants */
  readers: ['python3', 'mutt', 'bsdutils'],
  package: ['fakeroot', 'zip', 'unzip', 'dpkg'],
} as const satisfies Record<string, readonly string[]>;

export type Group = keyof typeof groups;

/** Makes sure of the packages of these groups. Ends with `Unprepared` when the user has to install something. */
export async function prepareSystem(wanted: readonly Group[]): Promise<void> {
  if (process.platform !== 'linux') return;
  const needs = [...new Set(wanted.flatMap((group) => groups[group]))];
  if (!(await onDebian())) {
    say(`This is no Debian-like system: make sure yourself of ${needs.map(newest).join(' ')}`);
    return;
  }
  if ((await missing(needs)).length === 0) return;
  // Several scripts may find the same thing missing; apt lets one work at a time and fails the others.
  await exclusively(path.join(cacheFolder(), 'apt.lock'), async () => {
    const absent = await missing(needs);
    if (absent.length > 0) await install(absent);
  });
}

async function install(absent: readonly string[]): Promise<void> {
  if (!isRoot) {
    const names = await Promise.all(absent.map(available));
    throw new Unprepared(
      `Some system packages are missing. Install them with this command, then start again:\n` +
        `  sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${names.join(' ')}`,
    );
  }
  await updateLists();
  const names = await Promise.all(absent.map(available));
  say(`system: as root, apt-get installs ${names.join(' ')}`);
  await must('apt-get', ['install', '--yes', '--no-install-recommends', ...names], { env: quietly });
}

/**
 * Postfix and Dovecot with the libraries that this system lacks, unpacked in the cache folder and never installed.
 * Their own libraries lie in unusual places: run them with LD_LIBRARY_PATH set to `libraryPath`.
 */
export async function prepareMailServers(): Promise<{
  readonly folder: string;
  readonly libraryPath: string;
}> {
  if (process.platform !== 'linux' || !(await onDebian()))
    throw new Unprepared('The tests against Postfix and Dovecot need a Debian-like system.');
  const folder = await onceFolder(
    path.join(cacheFolder(), `mail-servers-${codename()}-${process.arch}`),
    unpackMailServers,
  );
  return { folder, libraryPath: libraryPath(folder) };
}

const servers = ['postfix', 'dovecot-core'];

async function unpackMailServers(folder: string): Promise<void> {
  if (isRoot) await updateLists();
  // A dry run names what an installation would add, libraries included.
  const plan = await must('apt-get', ['install', '--simulate', '--no-install-recommends', ...servers], {
    env: quietly,
  });
  const added = [...plan.matchAll(/^Inst (\S+)/gm)].flatMap(([, name]) => (name === undefined ? [] : [name]));
  const names = [...new Set([...servers, ...added])];
  say(
    `system: unpacking ${names.join(' ')} into ${folder.replace(/\.making-.*$/, '')}, without installing them`,
  );
  const downloads = path.join(folder, 'downloads');
  mkdirSync(downloads);
  await must('apt-get', ['download', '-o', 'APT::Sandbox::User=', ...names], {
    cwd: downloads,
    env: quietly,
  });
  for (const name of readdirSync(downloads)) await must('dpkg', ['-x', path.join(downloads, name), folder]);
  await must('rm', ['-r', downloads]);
  await must('chmod', ['-R', 'a+rX', folder]);
  await checkLibraries(folder);
}

async function checkLibraries(folder: string): Promise<void> {
  const programs = ['usr/sbin', 'usr/lib/postfix/sbin', 'usr/lib/dovecot'].flatMap((place) => {
    const at = path.join(folder, place);
    return readdirSync(at, { withFileTypes: true })
      .filter((entry) => entry.isFile() && startsLikeElf(path.join(at, entry.name)))
      .map((entry) => path.join(at, entry.name));
  });
  const { output } = await capture('ldd', programs, {
    env: { ...process.env, LD_LIBRARY_PATH: libraryPath(folder) },
  });
  const lacking = new Set([...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name));
  if (lacking.size > 0) throw new Unprepared(`The unpacked mail servers lack ${[...lacking].join(', ')}.`);
}

function startsLikeElf(file: string): boolean {
  return readFileSync(file).subarray(0, 4).toString('latin1') === '\u007FELF';
}

function libraryPath(folder: string): string {
  const lib = path.join(folder, 'usr/lib');
  const triplets = [lib, path.join(folder, 'lib')].flatMap((place) =>
    existsSync(place)
      ? readdirSync(place)
          .filter((name) => name.includes('-linux-gnu'))
          .map((name) => path.join(place, name))
      : [],
  );
  const own = ['postfix', 'dovecot', 'dovecot/modules', 'dovecot/modules/old-stats'];
  return [...own.map((name) => path.join(lib, name)), ...triplets].join(':');
}

const quietly = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };

let listsUpdated: Promise<string> | undefined;

function updateLists(): Promise<string> {
  listsUpdated ??= must('apt-get', ['update'], { env: quietly });
  return listsUpdated;
}

async function onDebian(): Promise<boolean> {
  return (
    (await capture('dpkg', ['--version'])).code === 0 && (await capture('apt-get', ['--version'])).code === 0
  );
}

function codename(): string {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^VERSION_CODENAME=(\S+)/m.exec(release)?.[1] ?? 'unknown';
}

async function missing(needs: readonly string[]): Promise<string[]> {
  const { output } = await capture('dpkg-query', [
    '--show',
    '--showformat',
    '${db:Status-Status} ${Package}\n',
    ...needs.flatMap(names),
  ]);
  const there = new Set([...output.matchAll(/^installed (\S+)$/gm)].map(([, name]) => name));
  return needs.filter((need) => !names(need).some((name) => there.has(name)));
}

/** The one of a need's names that this system's lists know. */
async function available(need: string): Promise<string> {
  for (const name of names(need)) {
    const { output } = await capture('apt-cache', ['policy', name], { env: quietly });
    if (/Candidate: (?!\(none\))/.test(output)) return name;
  }
  return newest(need);
}

function names(need: string): string[] {
  return need.split('|');
}

function newest(need: string): string {
  return names(need)[0] ?? need;
}

// `node scripts/system.ts [group…]`: everything, or the groups named.
if (import.meta.main) {
  await run(async () => {
    const known = Object.keys(groups).filter((name): name is Group => name in groups);
    const asked = process.argv.slice(2);
    await prepareSystem(asked.length === 0 ? known : known.filter((name) => asked.includes(name)));
    if (asked.length === 0 || asked.includes('mail')) say((await prepareMailServers()).folder);
    return 0;
  });
}
