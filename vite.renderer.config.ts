// How the page is built: every HTML file at the top of renderer/ is an entry. The nonce is a placeholder that main
// replaces in each response, so that the content security policy needs no `unsafe-inline`.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { earlyPage } from './scripts/early-page.ts';

const root = path.join(import.meta.dirname, 'renderer');
const modules = path.join(import.meta.dirname, 'node_modules');

/** hunspell-wasm asks for these where it runs in Node; a thread of the page never does. */
const withoutNode: Plugin = {
  name: 'without-node',
  enforce: 'pre',
  resolveId: (id) => (id === 'module' || id === 'fs/promises' ? '\0without-node' : undefined),
  load: (id) => (id === '\0without-node' ? 'export {};' : undefined),
};

export default defineConfig({
  root,
  base: './',
  plugins: [react(), earlyPage(root)],
  // These packages hold dictionaries, but export a way to read them in Node alone.
  resolve: { alias: [{ find: /^(dictionary-[a-z-]+)\/(?=index\.|license)/, replacement: `${modules}/$1/` }] },
  // A thread is a module, as everything else; its policy has no place for code that is made of text.
  worker: { format: 'es', plugins: () => [withoutNode] },
  html: { cspNonce: '__CSP_NONCE__' },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: path.join(import.meta.dirname, '.vite/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    minify: true,
    // Read from the disk, not over a network.
    chunkSizeWarningLimit: 2000,
    // Fonts and pictures stay files: the policy allows `data:` for images alone.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: readdirSync(root)
        .filter((name) => name.endsWith('.html'))
        .map((name) => path.join(root, name)),
    },
  },
});
