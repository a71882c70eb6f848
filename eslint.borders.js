// The borders between the processes (ARCHITECTURE.md, Processes), as rules that the linter proves. Each room of the program has
// one list of what it must not import; the list holds for static, re-exporting, dynamic and type imports alike.
import { builtinModules } from 'node:module';

const escaped = (name) => name.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
const anyOf = (names) => names.map(escaped).join('|');

const nodeBuiltins = `^(?:node:.*|(?:${anyOf(builtinModules)})(?:/.*)?)$`;
const electron = String.raw`^electron(?:/.*)?$`;

/** Packages of the main process alone: they open files, sockets or keychains, or do what only main may. */
const ofMain = `^(?:${anyOf([
  '@mongodb-js/saslprep',
  '@peculiar/x509',
  'age-encryption',
  'electron-log',
  'electron-store',
  'keytar',
  'libsql',
  'mailauth',
  'nodemailer',
  'oauth4webapi',
  'papaparse',
  'reflect-metadata',
  'sanitize-html',
  'saxes',
  'smtp-server',
  'socks',
  'tldts',
  'ulid',
])})(?:/.*)?$`;

/** By alias or by any relative path that climbs out of the room. */
const room = (...names) => String.raw`^(?:#|(?:\.\.?/)+)(?:${anyOf(names)})(?:/.*)?$`;

/** Core may use these packages, and nothing else from outside. */
const otherThanCore = `^(?![.]|#core/|(?:${anyOf(['zod', 'diff', 'htmlparser2'])})(?:/|$))`;

const onlyIn = (object, where) => ({
  selector: `MemberExpression[property.name='${object}'], Property[key.name='${object}'][parent.type='ObjectPattern']`,
  message: `${object} is touched in ${where} alone.`,
});
const ipcRenderer = onlyIn('ipcRenderer', 'electron/preload.ts');
const ipcMain = onlyIn('ipcMain', 'electron/ipc/register.ts');

const named = (importNames, message) => ({ regex: electron, importNames, message });

/** One list of bans, said in the words of each rule that can see an import. */
function border(files, { ignores = [], bans: own, names = [], syntax = [], globals = [] }) {
  const bans = [...own, detour];
  const selectors = bans.flatMap(({ regex, message }) => {
    // A selector's regular expression cannot hold a slash.
    const value = regex.replaceAll(/\\?\//g, String.raw`\x2F`);
    return [
      { selector: `ImportExpression > Literal[value=/${value}/]`, message },
      { selector: `TSImportType Literal[value=/${value}/]`, message },
      { selector: `TSExternalModuleReference > Literal[value=/${value}/]`, message },
    ];
  });
  return {
    files,
    ignores,
    rules: {
      'no-restricted-imports': ['error', { patterns: [...bans, ...names] }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "ImportExpression[source.type!='Literal']",
          message: 'Import a literal: borders must see it.',
        },
        ...selectors,
        ...syntax,
      ],
      'no-restricted-globals': ['error', ...globals],
    },
  };
}

const nodeGlobals = [
  'process',
  'Buffer',
  'require',
  'module',
  '__dirname',
  '__filename',
  'global',
  'setImmediate',
].map((name) => ({ name, message: 'Node does not exist here.' }));
const domGlobals = [
  'window',
  'document',
  'navigator',
  'location',
  'history',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'Worker',
  'alert',
  'confirm',
  'self',
  'globalThis',
  'setTimeout',
  'setInterval',
].map((name) => ({ name, message: 'Core is pure: the world comes in as an argument.' }));

/** `#core/../renderer` would pass a rule that reads how a path begins. */
const detour = { regex: String.raw`[^.]/\.\.(?:/|$)`, message: 'Name the way directly, without a detour.' };
const noRenderer = { regex: room('renderer'), message: 'The main process never imports the page.' };
const noTests = {
  regex: room('test', 'bench', 'scripts'),
  message: 'The program does not import its tests or tools.',
};

const hosts = ['electron/*.ts', 'electron/ipc/**/*.ts', 'electron/host/**/*.ts'];
const preload = 'electron/preload.ts';
const register = 'electron/ipc/register.ts';

export const borders = [
  border(['core/**/*.{ts,tsx}'], {
    bans: [
      { regex: nodeBuiltins, message: 'Core is pure: no Node.' },
      { regex: electron, message: 'Core is pure: no Electron.' },
      { regex: room('electron', 'renderer'), message: 'Core imports neither process.' },
      {
        regex: otherThanCore,
        message: 'Core is pure: this package is not on its list in eslint.borders.js.',
      },
      noTests,
    ],
    globals: [...nodeGlobals, ...domGlobals],
  }),
  border(['renderer/**/*.{ts,tsx}'], {
    bans: [
      { regex: nodeBuiltins, message: 'The page has no Node.' },
      { regex: electron, message: 'The page has no Electron: it calls the contract through api.ts.' },
      { regex: ofMain, message: 'This package belongs to the main process.' },
      { regex: room('electron'), message: 'The page imports core alone.' },
      noTests,
    ],
    globals: nodeGlobals,
  }),
  border(['electron/**/*.ts'], {
    ignores: hosts,
    bans: [
      { regex: electron, message: 'Services know nothing of Electron: take what you need as an argument.' },
      noRenderer,
      noTests,
    ],
    syntax: [ipcRenderer, ipcMain],
  }),
  border(hosts, {
    ignores: [preload, register],
    bans: [noRenderer, noTests],
    names: [
      named(['ipcRenderer'], 'ipcRenderer is touched in electron/preload.ts alone.'),
      named(['ipcMain'], 'ipcMain is touched in electron/ipc/register.ts alone.'),
    ],
    syntax: [ipcRenderer, ipcMain],
  }),
  border([preload], {
    bans: [
      { regex: nodeBuiltins, message: 'The preload is sandboxed: it has no Node.' },
      { regex: ofMain, message: 'This package belongs to the main process.' },
      noRenderer,
      noTests,
    ],
    names: [named(['ipcMain'], 'ipcMain is touched in electron/ipc/register.ts alone.')],
    syntax: [ipcMain],
  }),
  border([register], {
    bans: [noRenderer, noTests],
    names: [named(['ipcRenderer'], 'ipcRenderer is touched in electron/preload.ts alone.')],
    syntax: [ipcRenderer],
  }),
];
