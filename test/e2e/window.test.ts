// The window as the operating system and Chromium see it: which user runs it, what confines its page.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, removeProfile, sandboxed, type Launched } from './launch.ts';

let program: Launched;

beforeAll(async () => {
  program = await launch();
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

describe('the window', () => {
  it('shows the page of the program', async () => {
    expect(new URL(program.page.url()).protocol).toBe('app:');
    await expect.poll(() => program.page.locator('#root > *').count()).toBeGreaterThan(0);
  });

  it('gives its page no Node and nothing of Electron but the contract', async () => {
    const names = ['process', 'require', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
    const found = await program.page.evaluate((known) => known.filter((name) => name in globalThis), names);
    expect(found).toEqual([]);
    expect(await program.page.evaluate(() => typeof Reflect.get(globalThis, 'facteur'))).toBe('object');
  });

  it('is run by a user without privileges', () => {
    expect(field(program.app.process().pid, 'Uid').split(/\s+/)).not.toContain('0');
  });

  it("keeps its page in Chromium's sandbox wherever this machine allows one", () => {
    const main = program.app.process().pid;
    const page = pageProcess();
    // In the sandbox it has a process namespace of its own, and so more numbers than the program has (see proc(5)).
    expect({
      confined: numbers(page) > numbers(main),
      switchedOff: commandLine(main ?? 0).includes('--no-sandbox'),
    }).toEqual({ confined: sandboxed(), switchedOff: !sandboxed() });
  });

  it('leaves a background thread free of compilers, for which a page that waits for a font could wait for ever', () => {
    // The hang itself takes a hundred starts to be seen (ARCHITECTURE.md); this is what keeps it away.
    const flags = commandLine(pageProcess() ?? 0);
    expect(flags).toContain('--no-maglev');
    expect(flags).toContain('--concurrent-sparkplug-max-threads=1');
  });
});

const pageProcess = (): number | undefined =>
  children(program.app.process().pid).find((pid) => commandLine(pid).includes('--type=renderer'));

/** Every process below this one. */
function children(parent: number | undefined): number[] {
  const own = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => field(pid, 'PPid') === String(parent));
  return own.flatMap((pid) => [pid, ...children(pid)]);
}

function field(pid: number | undefined, name: string): string {
  return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(read(pid, 'status'))?.[1]?.trim() ?? '';
}

function numbers(pid: number | undefined): number {
  return field(pid, 'NSpid').split(/\s+/).length;
}

function commandLine(pid: number): string {
  return read(pid, 'cmdline').replaceAll('\0', ' ');
}

/** A process may end between being listed and being read. */
function read(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
