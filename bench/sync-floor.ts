/**
 * As fast as it could be on this machine with the one thing that cannot be left out: a bare socket that pipelines, ready-made bytes from
 * memory, and one synced marker before each dot. No replies are checked, nothing is read, digested or written down: no program can do it in less.
 */
import { closeSync, fdatasyncSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import type { PoolLoad } from './nodemailer-pool.ts';

/** bytes of a marker, and of the log that they are written to again and again: a file that grows is slower to sync */
const MARKER = 512;
const LOG = 8 << 20;

/** Messages a second; the log is in `folder`. */
export async function sendSyncedOnly(folder: string, load: PoolLoad): Promise<number> {
  const log = new MarkerLog(path.join(folder, 'floor.log'));
  let left = load.count;
  const next = (): boolean => {
    left -= 1;
    return left >= 0;
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: load.connections }, () => send(load, next, log)));
  const rate = (load.count * 1000) / (performance.now() - began);
  log.close();
  return rate;
}

/** What several connections ask for in one turn is one sync. */
class MarkerLog {
  readonly #file: string;
  readonly #handle: number;
  #at = 0;
  #waiting: (() => void)[] = [];

  constructor(file: string) {
    this.#file = file;
    this.#handle = openSync(file, 'w+');
    writeSync(this.#handle, Buffer.alloc(LOG), 0, LOG, 0);
    fsyncSync(this.#handle);
  }

  mark(done: () => void): void {
    if (this.#waiting.length === 0) setImmediate(() => this.#sync());
    this.#waiting.push(done);
  }

  #sync(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    const markers = Buffer.alloc(MARKER * waiting.length, 'm');
    if (this.#at + markers.length > LOG) this.#at = 0;
    this.#at += writeSync(this.#handle, markers, 0, markers.length, this.#at);
    fdatasyncSync(this.#handle);
    for (const done of waiting) done();
  }

  close(): void {
    closeSync(this.#handle);
    rmSync(this.#file);
  }
}

/** One connection, until there is no next message. Greeting, EHLO, then 354 is what it waits for. */
function send({ port, raw, from, to }: PoolLoad, next: () => boolean, log: MarkerLog): Promise<void> {
  const head = `MAIL FROM:<${from}>\r\nRCPT TO:<${to}>\r\nDATA\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let isGreeted = false;
    let isLast = false;
    let rest = '';
    const begin = (): void => {
      isLast = !next();
      socket.write(isLast ? 'QUIT\r\n' : head);
    };
    const take = (line: string): void => {
      if (line.startsWith('220 ')) socket.write('EHLO floor\r\n');
      else if (line.startsWith('250 ') && !isGreeted) {
        isGreeted = true;
        begin();
      } else if (line.startsWith('354 '))
        socket.write(raw, () =>
          log.mark(() => {
            isLast = !next();
            socket.write(`.\r\n${isLast ? 'QUIT\r\n' : head}`);
          }),
        );
      else if (line.startsWith('221 ')) socket.end(resolve);
    };
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(take);
    });
  });
}
