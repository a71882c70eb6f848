// What is prepared once must be whole, however many scripts ask for it at a time and whenever one of them dies.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exclusively, onceFolder } from '../../scripts/once.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'facteur-once-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('a folder that is prepared once', () => {
  it('is made by one of those who ask at the same time', async () => {
    let made = 0;
    const ask = (): Promise<string> =>
      onceFolder(path.join(home, 'runtime'), (folder) => {
        made += 1;
        writeFileSync(path.join(folder, 'file'), 'whole');
        return Promise.resolve();
      });
    const folders = await Promise.all([ask(), ask(), ask()]);
    expect(made).toBe(1);
    expect(folders.map((folder) => readFileSync(path.join(folder, 'file'), 'utf8'))).toEqual([
      'whole',
      'whole',
      'whole',
    ]);
  });

  it('is not there when its making failed, and is made anew', async () => {
    const target = path.join(home, 'runtime');
    const failing = onceFolder(target, (folder) => {
      writeFileSync(path.join(folder, 'half'), '');
      return Promise.reject(new Error('connection lost'));
    });
    await expect(failing).rejects.toThrow('connection lost');
    expect(readdirSync(home)).toEqual([]);
    await onceFolder(target, () => Promise.resolve());
    expect(readdirSync(home)).toEqual(['runtime']);
  });

  it('is not taken from the half-made one that a killed script left', async () => {
    const target = path.join(home, 'runtime');
    writeFileSync(`${target}.making-abc123`, 'half');
    await onceFolder(target, (folder) => {
      writeFileSync(path.join(folder, 'file'), 'whole');
      return Promise.resolve();
    });
    expect(readdirSync(target)).toEqual(['file']);
  });
});

describe('a lock', () => {
  it('is taken over when its owner is gone', async () => {
    const lock = path.join(home, 'lock');
    const ended = spawnSync(process.execPath, ['--version']).pid;
    writeFileSync(lock, String(ended));
    expect(await exclusively(lock, () => Promise.resolve('done'))).toBe('done');
    expect(existsSync(lock)).toBe(false);
  });

  it('keeps a second body out until the first has ended', async () => {
    const lock = path.join(home, 'lock');
    const order: string[] = [];
    const body = (name: string) => async (): Promise<void> => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${name} ends`);
    };
    await Promise.all([exclusively(lock, body('first')), exclusively(lock, body('second'))]);
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });
});
