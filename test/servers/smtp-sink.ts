/** Postfix's smtp-sink with its fault options (smtp-sink(1)), keeping each message that comes to its final dot. Loopback; ended by the handle it was started with. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { prepareMailServers } from '../../scripts/system.ts';

export interface SmtpSink {
  readonly port: number;
  /** What came to its final dot so far, whatever it answered, with the lines that it puts in front of each. */
  received(): string[];
  /** The same port, with other options. */
  restart(options: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

export async function startSmtpSink(options: readonly string[]): Promise<SmtpSink> {
  const { folder, libraryPath } = await prepareMailServers();
  const home = mkdtempSync(path.join(os.tmpdir(), 'facteur-sink-'));
  // As root it insists on becoming somebody else, who must write here.
  chmodSync(home, 0o777);
  const as = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const port = await freePort();
  const start = async (given: readonly string[]) => {
    const sink = spawn(
      path.join(folder, 'usr/sbin/smtp-sink'),
      [...as, '-d', path.join(home, '%M.'), ...given, `127.0.0.1:${port}`, '10'],
      { env: { PATH: '/usr/sbin:/usr/bin', LD_LIBRARY_PATH: libraryPath }, stdio: 'ignore' },
    );
    await listening(port);
    return sink;
  };
  let sink = await start(options);
  const end = async (): Promise<void> => {
    const exited = once(sink, 'exit');
    sink.kill();
    await exited;
  };
  return {
    port,
    received: () =>
      readdirSync(home)
        .sort()
        .map((name) => readFileSync(path.join(home, name), 'latin1')),
    async restart(given) {
      await end();
      sink = await start(given);
    },
    async stop() {
      await end();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** It tells nobody when it is ready. */
async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const socket = net.connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => {
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    socket.destroy();
    if (isOpen) return;
    await delay(20);
  }
  throw new Error('smtp-sink does not listen');
}
