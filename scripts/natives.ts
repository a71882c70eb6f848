// The packages that cannot be bundled, because they load a native library that lies beside them. A packaged or staged
// program carries them in a node_modules of its own, with the libraries for its platform alone.
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';

const modules = path.join(import.meta.dirname, '../node_modules');

/** Copies them below `program`, for a platform and architecture in Node's words. */
export async function copyNatives(program: string, platform: string, arch: string): Promise<void> {
  const libsql = (await readdir(path.join(modules, '@libsql')))
    .filter((name) => name.startsWith(`${platform}-${arch}`) && !name.endsWith('-musl'))
    .map((name) => `@libsql/${name}`);
  if (libsql.length === 0) throw new Error(`node_modules has no libsql for ${platform} ${arch}`);
  const keytar = `keytar/prebuilds/${platform}-${arch}`;
  if (!existsSync(path.join(modules, keytar)))
    throw new Error(`node_modules has no keytar for ${platform} ${arch}`);

  for (const name of [
    ...['libsql', '@neon-rs/load', 'detect-libc', ...libsql],
    ...['keytar/package.json', 'keytar/LICENSE.md', 'keytar/lib', keytar],
  ]) {
    const to = path.join(program, 'node_modules', name);
    await mkdir(path.dirname(to), { recursive: true });
    await cp(path.join(modules, name), to, { recursive: true });
  }
}
