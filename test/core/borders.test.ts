// The linter proves which process may import what. These snippets break each border once, by every form of import
// that could slip past, and the linter must say so; the lines that are allowed must pass.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = path.join(import.meta.dirname, '../..');
const linter = new ESLint({
  cwd: root,
  // The project's own configuration, less what needs the snippet to be a file of the project.
  overrideConfig: [
    ts.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});
const borderRules = new Set(['no-restricted-imports', 'no-restricted-syntax', 'no-restricted-globals']);

async function broken(file: string, code: string): Promise<string[]> {
  const [result] = await linter.lintText(code, { filePath: path.join(root, file) });
  const fatal = result?.messages.filter((message) => message.fatal === true) ?? [];
  expect(fatal).toEqual([]);
  return (result?.messages ?? []).flatMap(({ ruleId }) =>
    ruleId !== null && borderRules.has(ruleId) ? [ruleId] : [],
  );
}

const core = 'core/smtp/snippet.ts';
const page = 'renderer/features/sent/snippet.tsx';
const service = 'electron/accounts/snippet.ts';
const host = 'electron/host/snippet.ts';

const crossings: readonly (readonly [file: string, code: string])[] = [
  [core, "import { readFile } from 'node:fs/promises'; void readFile;"],
  [core, "import fs from 'fs'; void fs;"],
  [core, "import { app } from 'electron'; void app;"],
  [core, "import nodemailer from 'nodemailer'; void nodemailer;"],
  [core, "import { x } from '#electron/accounts/x.ts'; void x;"],
  [core, "import { x } from '#renderer/api.ts'; void x;"],
  [core, "import { x } from '../../electron/accounts/x.ts'; void x;"],
  [core, "export * from '../../renderer/api.ts';"],
  [core, "import { x } from '#core/../renderer/api.ts'; void x;"],
  [core, "import { x } from '#test/servers/x.ts'; void x;"],
  [core, "export const x = import('node:fs');"],
  [core, "export type Window = import('electron').BrowserWindow;"],
  [core, "import type { BrowserWindow } from 'electron'; export type W = BrowserWindow;"],
  [core, 'export const x = (name: string): unknown => import(name);'],
  [core, 'export const x = document.title;'],
  [core, 'export const x = window.name;'],
  [core, 'export const x = process.env;'],
  [core, "export const x = Buffer.from('');"],
  [core, "export const x = fetch('https://example.test');"],
  [page, "import path from 'node:path'; void path;"],
  [page, "import path from 'path'; void path;"],
  [page, "import { ipcRenderer } from 'electron'; void ipcRenderer;"],
  [page, "import log from 'electron-log/renderer'; void log;"],
  [page, "import Database from 'libsql'; void Database;"],
  [page, "import nodemailer from 'nodemailer'; void nodemailer;"],
  [page, "import keytar from 'keytar'; void keytar;"],
  [page, "import { x } from '#electron/accounts/x.ts'; void x;"],
  [page, "import { x } from '../../../electron/accounts/x.ts'; void x;"],
  [page, "export const x = import('#electron/accounts/x.ts');"],
  [page, 'export const x = process.env;'],
  [service, "import { app } from 'electron'; void app;"],
  [service, "import type { WebContents } from 'electron'; export type W = WebContents;"],
  [service, "import { x } from 'electron/main'; void x;"],
  [service, "export const x = import('electron');"],
  [service, "import { x } from '#renderer/api.ts'; void x;"],
  [service, "import { x } from '../../renderer/api.ts'; void x;"],
  ['electron/main.ts', "import { x } from '../renderer/api.ts'; void x;"],
  ['electron/main.ts', "import { ipcMain } from 'electron'; void ipcMain;"],
  ['electron/ipc/sent.ts', "import { ipcMain } from 'electron'; void ipcMain;"],
  ['electron/ipc/sent.ts', "import * as all from 'electron'; void all.ipcMain;"],
  [host, "import { ipcMain as hidden } from 'electron'; void hidden;"],
  [host, "import { ipcRenderer } from 'electron'; void ipcRenderer;"],
  [host, "import electron from 'electron'; const { ipcMain } = electron; void ipcMain;"],
  [host, "import { x } from '#renderer/api.ts'; void x;"],
  ['electron/preload.ts', "import { ipcMain } from 'electron'; void ipcMain;"],
  ['electron/preload.ts', "import fs from 'node:fs'; void fs;"],
  ['electron/ipc/register.ts', "import { ipcRenderer } from 'electron'; void ipcRenderer;"],
];

const allowed: readonly (readonly [file: string, code: string])[] = [
  [
    core,
    "import { z } from 'zod'; import { x } from '../account/x.ts'; import { y } from '#core/outbox/y.ts'; void [z, x, y];",
  ],
  [
    page,
    "import { x } from '#core/contract/x.ts'; import { y } from '../../ui/y.tsx'; export const z = [x, y, document.title];",
  ],
  [
    service,
    "import fs from 'node:fs'; import { x } from '#core/contract/x.ts'; import { y } from '../secrets/y.ts'; void [fs, x, y];",
  ],
  [host, "import { app } from 'electron'; void app;"],
  ['electron/window.ts', "import { BrowserWindow } from 'electron'; void BrowserWindow;"],
  [
    'electron/preload.ts',
    "import { contextBridge, ipcRenderer } from 'electron'; void [contextBridge, ipcRenderer.invoke];",
  ],
  ['electron/ipc/register.ts', "import { ipcMain } from 'electron'; void ipcMain.handle;"],
];

/** What the program brings along that neither core nor the page imports. */
function ofMain(): string[] {
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
  const elsewhere = globSync(['core/**/*.ts', 'renderer/**/*.{ts,tsx,css}'], { cwd: root })
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n');
  const imported = new Set(
    [...elsewhere.matchAll(/(?:from|import|import\() ?'((?:@[^/']+\/)?[^/']+)/g)].map(([, name]) => name),
  );
  return Object.keys(dependencies).filter((name) => !imported.has(name));
}

describe('the borders between the processes', () => {
  it('refuses in core and page each package that only main imports', { timeout: 60_000 }, async () => {
    const names = ofMain();
    expect(names).toContain('nodemailer');
    const code = names.map((name) => `import '${name}';`).join('\n');
    for (const file of [core, page]) expect(await broken(file, code)).toHaveLength(names.length);
  });

  it.each(crossings)('refuses in %s: %s', { timeout: 60_000 }, async (file, code) => {
    expect(await broken(file, code)).not.toEqual([]);
  });

  it.each(allowed)('allows in %s: %s', { timeout: 60_000 }, async (file, code) => {
    expect(await broken(file, code)).toEqual([]);
  });
});
