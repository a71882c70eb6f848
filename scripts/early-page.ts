// Puts the early window's script and style (renderer/early/) into index.html itself, built and minified, so that it is there with the
// first bytes of the page. Main gives both their nonce, as every script and style.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'vite';

export function earlyPage(root: string): Plugin {
  return {
    name: 'facteur:early-page',
    transformIndexHtml: {
      order: 'pre',
      handler: async () => {
        const { script, style } = await buildEarly(root);
        return [
          { tag: 'style', children: style, injectTo: 'head' },
          { tag: 'script', children: script, injectTo: 'body' },
        ];
      },
    },
  };
}

async function buildEarly(root: string): Promise<{ script: string; style: string }> {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    define: { EARLY_WORDS: JSON.stringify({ en: wordsIn(root, 'en'), fr: wordsIn(root, 'fr') }) },
    build: {
      write: false,
      minify: true,
      target: 'chrome130',
      rolldownOptions: { input: path.join(root, 'early/early.ts'), output: { format: 'iife' } },
    },
  });
  const style = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'chrome130',
      rolldownOptions: { input: path.join(root, 'early/early.css') },
    },
  });
  return { script: firstOutput(result, 'code'), style: firstOutput(style, 'source') };
}

function firstOutput(result: Awaited<ReturnType<typeof build>>, kind: 'code' | 'source'): string {
  const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : [];
  for (const { output } of outputs)
    for (const file of output) {
      if (kind === 'code' && file.type === 'chunk') return file.code;
      if (kind === 'source' && file.type === 'asset' && file.fileName.endsWith('.css')) {
        const { source } = file;
        return typeof source === 'string' ? source : Buffer.from(source).toString();
      }
    }
  throw new Error(`nothing was built of the early window's ${kind}`);
}

/** Its words, from the catalogue that the page has. */
function wordsIn(root: string, language: string): { compose: string; to: string } {
  const file = (name: string): unknown =>
    JSON.parse(readFileSync(path.join(root, `../core/i18n/${language}/${name}.json`), 'utf8'));
  return { compose: word(file('app'), 'place', 'compose'), to: word(file('compose'), 'to') };
}

function word(from: unknown, ...names: string[]): string {
  let value = from;
  for (const name of names)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof value === 'string') return value;
  throw new Error(`the catalogue has no ${names.join('.')}`);
}
