// A display of our own where the machine has none: Xvfb on a number that it finds free, with a cookie of its own, and
// stopped by its handle.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { Unprepared } from './project.ts';

const limit = 15_000;

export interface Display {
  /** What a program must have in its environment to draw there. */
  readonly env: { readonly DISPLAY: string; readonly XAUTHORITY: string };
  stop(): Promise<void>;
}

export function hasDisplay(): boolean {
  const { DISPLAY = '', WAYLAND_DISPLAY = '' } = process.env;
  return process.platform !== 'linux' || DISPLAY !== '' || WAYLAND_DISPLAY !== '';
}

/** Starts Xvfb with a screen of 1600 × 1200; ends with `Unprepared` when it gives no display within 15 seconds. */
export async function startDisplay(): Promise<Display> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-display-'));
  // Tests draw as another user: the folder's name is hard to guess, and listing is denied to others.
  chmodSync(folder, 0o711);
  const cookie = path.join(folder, randomBytes(16).toString('hex'));
  writeFileSync(cookie, wildcardCookie(), { mode: 0o644 });

  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-noreset', '-auth', cookie],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const kill = (): void => void server.kill('SIGTERM');
  process.once('exit', kill);
  let said = '';
  server.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const number = await new Promise<string>((resolve, reject) => {
    const give = (reason: string): void =>
      reject(new Unprepared(`Xvfb gave no display: ${reason}\n${said.trim()}`));
    const timer = setTimeout(() => give(`nothing within ${limit / 1000} s`), limit);
    let read = '';
    server.stdio[3]?.on('data', (chunk: Buffer) => {
      read += chunk.toString();
      if (!read.endsWith('\n')) return;
      clearTimeout(timer);
      resolve(read.trim());
    });
    server.on('error', (error) => {
      clearTimeout(timer);
      give(error.message);
    });
    server.on('exit', (code) => {
      clearTimeout(timer);
      give(`it ended with ${String(code)}`);
    });
  }).catch((error: unknown) => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });

  return {
    env: { DISPLAY: `:${number}`, XAUTHORITY: cookie },
    async stop() {
      process.off('exit', kill);
      if (server.exitCode === null && server.signalCode === null) {
        const ended = once(server, 'exit');
        server.kill('SIGTERM');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An Xauthority file (see Xau(3)) with one cookie that holds for any host and any display number. */
function wildcardCookie(): Buffer {
  const field = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const wild = Buffer.from([0xff, 0xff]);
  const nothing = field(Buffer.alloc(0));
  return Buffer.concat([
    wild,
    nothing,
    nothing,
    field(Buffer.from('MIT-MAGIC-COOKIE-1')),
    field(randomBytes(16)),
  ]);
}
