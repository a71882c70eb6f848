// How the page is built: every HTML file at the top of renderer/ is an entry. The nonce is a placeholder that main
// replaces in each response, so that the content security policy needs no `unsafe-inline`.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { earlyPage } from './scripts/early-page.ts';

const root = path.join(import.meta.dirname, 'renderer');

export default defineConfig({
  root,
  base: './',
  plugins: [react(), earlyPage(root)],
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
