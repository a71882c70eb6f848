// How one entry of the main process, its preload or a helper process is built: CommonJS for the oldest Node that
// an Electron in use carries (20). Everything is bundled except Electron, Node itself and the native packages.
import { builtinModules } from 'node:module';
import path from 'node:path';
import type { InlineConfig } from 'vite';

const native = [/^libsql($|\/)/, /^@libsql\//, /^keytar($|\/)/];
const builtin = [/^node:/, ...builtinModules.map((name) => new RegExp(`^${name}$`))];

export interface NodeEntry {
  /** Name of the output, without its extension. */
  readonly name: string;
  /** Source file, relative to the project. */
  readonly source: string;
  /** Whether `import()` may end in files of its own; a sandboxed preload and the workers are one file each. */
  readonly chunks: boolean;
}

export function nodeConfig(entry: NodeEntry, outDir: string): InlineConfig {
  return {
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      minify: true,
      sourcemap: true,
      reportCompressedSize: false,
      rolldownOptions: {
        platform: 'node',
        input: { [entry.name]: path.join(import.meta.dirname, entry.source) },
        external: ['electron', ...builtin, ...native],
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: `${entry.name}-[name]-[hash].cjs`,
          codeSplitting: entry.chunks,
        },
      },
    },
  };
}
