/**
 * The main process, as an ordered list of steps: what was asked, whose profile, what pages may do, one process per profile, a window,
 * and then everything that the window does not need to appear.
 */
import path from 'node:path';
import { app, Menu, nativeTheme } from 'electron';
import { parseArguments, parseHandedOver, wordsOf } from './arguments.ts';
import { Remembered } from './host/remembered.ts';
import { chooseProfile } from './profile.ts';
import { denyByDefault, hardenProcess, registerSchemes, servePage } from './security.ts';
import { Windows } from './window.ts';

const words = wordsOf(process.argv, process.defaultApp);
const asked = parseArguments(words, process.cwd());

chooseProfile(asked.demo);
hardenProcess();
registerSchemes();
denyByDefault();
if (app.requestSingleInstanceLock({ words, folder: asked.folder })) void run();
else app.quit();

async function run(): Promise<void> {
  const remembered = new Remembered(app.getPath('userData'));
  const windows = new Windows(remembered, path.join(__dirname, '../../assets/icons/icon-256.png'));
  app.on('second-instance', (_event, _words, _folder, handedOver) => {
    if (parseHandedOver(handedOver) !== undefined) windows.raise();
  });

  await app.whenReady();
  // Electron's own menu would offer what pages may not do; ours follows when the window is there.
  Menu.setApplicationMenu(null);
  nativeTheme.themeSource = remembered.value.theme;
  servePage(path.join(__dirname, '../renderer'), devServer());
  const first = windows.open();

  const { register } = await import('./ipc/register.ts');
  const { temporary } = await import('./ipc/temporary.ts');
  register(temporary, { stranger: console.error, badRequest: console.error, unexpected: console.error });
  await windows.load(first, null);
}

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});

/** Where Vite serves the page while developing; what is installed serves its own files alone. */
function devServer(): string | undefined {
  const { FACTEUR_DEV_SERVER: address = '' } = process.env;
  return app.isPackaged || address === '' ? undefined : address.replace(/\/$/, '');
}
