/**
 * The main process, as an ordered list of steps: what was asked, whose profile, what pages may do, one process per profile, a window,
 * and then everything that the window does not need to appear.
 */
import path from 'node:path';
import { setImmediate as breath, setTimeout as delay } from 'node:timers/promises';
import { app, Menu, nativeTheme, powerMonitor } from 'electron';
import { parseArguments, parseHandedOver, wordsOf } from './arguments.ts';
import { receivePictureRequests } from './host/draft-pictures.ts';
import { factsOf } from './host/facts.ts';
import { Remembered } from './host/remembered.ts';
import { keepSmall } from './host/thrift.ts';
import { receiveFromPages } from './ipc/register.ts';
import { filesNamed } from './opened/operands.ts';
import { lettersAsked } from './compose/asked.ts';
import { chooseProfile } from './profile.ts';
import { denyByDefault, hardenProcess, registerSchemes, servePage } from './security.ts';
import { Windows } from './window.ts';

/** ms after which the program is loaded though the page has not asked for its scripts */
const PAGE_PATIENCE = 5_000;

const words = wordsOf(process.argv, process.defaultApp);
const asked = parseArguments(words, process.cwd());
/** opened once there is someone to open them */
let filesAsked = asked.compose ? [] : filesNamed(asked);
let openFile = (file: string): void => {
  filesAsked = [...filesAsked, file];
};
let lettersWanted = lettersAsked(asked);
let openUrl = (url: string): void => {
  lettersWanted = [...lettersWanted, ...lettersAsked({ operands: [url], folder: '/', compose: false })];
};
// macOS names files by this event, the first of them before the program is ready.
app.on('open-file', (event, file) => {
  event.preventDefault();
  openFile(file);
});
app.on('open-url', (event, url) => {
  event.preventDefault();
  openUrl(url);
});

chooseProfile(asked.demo);
hardenProcess();
keepSmall();
registerSchemes();
denyByDefault();
if (app.requestSingleInstanceLock({ words, folder: asked.folder })) void run();
else app.quit();

async function run(): Promise<void> {
  let exitCode = 0;
  await app.whenReady();
  // Electron's own menu would offer what pages may not do; ours follows when the window is there.
  Menu.setApplicationMenu(null);
  const remembered = new Remembered(app.getPath('userData'));
  nativeTheme.themeSource = remembered.value.look.theme;
  const served = servePage({
    folder: path.join(__dirname, '../renderer'),
    devServer: devServer(),
    start: () => ({ facts: factsOf(remembered, asked.demo), look: remembered.value.look }),
  });
  const windows = new Windows(remembered, path.join(app.getAppPath(), 'assets/icons/icon-256.png'));
  const calls = receiveFromPages();
  const showPictures = receivePictureRequests();
  const first = windows.open();
  const loaded = windows.load(first, null);

  // Loading takes this process for a while, and keys come through it: the page's files are served first. Then, while the page starts in its
  // own process, who answers it.
  await Promise.race([served, delay(PAGE_PATIENCE)]);
  const { startLog } = await import('./host/log.ts');
  await breath();
  const { Program } = await import('./program.ts');
  await breath();
  const { answerCalls } = await import('./ipc/handlers.ts');
  const { onSessionEnd } = await import('./host/session-end.ts');
  const { watchPages } = await import('./host/hung-pages.ts');
  const { askWhetherToReload } = await import('./host/dialogs.ts');
  await breath();
  startLog(path.join(app.getPath('logs'), 'facteur.log'));
  const program = new Program(windows, remembered, asked.demo);
  showPictures(() => program.services.drafts());
  const callsAnswered = answerCalls(calls, program);
  await loaded;
  program.showMenu();
  void program.openFiles(filesAsked);
  openFile = (file) => void program.openFiles([file]);
  void program.write(lettersWanted);
  openUrl = (url) => void program.write(lettersAsked({ operands: [url], folder: '/', compose: false }));

  app.on('second-instance', (_event, _words, _folder, handedOver) => {
    const handed = parseHandedOver(handedOver);
    if (handed === undefined) return;
    windows.raise();
    if (!handed.compose) void program.openFiles(filesNamed(handed));
    void program.write(lettersAsked(handed));
  });
  powerMonitor.on('resume', () => program.services.resumed());
  app.on('activate', () => {
    if (windows.current() === undefined) void program.openWindow(null);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('before-quit', (event) => {
    if (!program.quitting.mayQuit()) event.preventDefault();
  });
  watchPages((window, over) => askWhetherToReload(window, program.words(), over));
  onSessionEnd(() => program.quitting.atOnce());
  app.on('will-quit', (event) => {
    // The windows are closed, and each page has sent off what it had not saved.
    event.preventDefault();
    void program.close(callsAnswered).finally(() => app.exit(exitCode));
  });

  if (asked.demo) {
    const { demonstrate } = await import('./demo.ts');
    if (!(await demonstrate(program, first))) exitCode = 1;
    // Where nobody can see the window, it is over; on a desktop it stays open to be looked at.
    if (process.env['FACTEUR_DEMO_EXIT'] === '1') app.quit();
  }
}

/** Where Vite serves the page while developing; what is installed serves its own files alone. */
function devServer(): string | undefined {
  const { FACTEUR_DEV_SERVER: address = '' } = process.env;
  return app.isPackaged || address === '' ? undefined : address.replace(/\/$/, '');
}
