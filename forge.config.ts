// How the built program is packaged: the fuses that users get, what goes into the archive, and the installers. The
// build is scripts/build.ts's, the runtime scripts/runtime.ts's; run it through `npm run make`.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { MakerDeb } from '@electron-forge/maker-deb';
import { MakerDMG } from '@electron-forge/maker-dmg';
import { MakerSquirrel } from '@electron-forge/maker-squirrel';
import { MakerZIP } from '@electron-forge/maker-zip';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { FuseV1Options, FuseVersion } from '@electron/fuses';
import { copyNatives } from './scripts/natives.ts';

// Set by scripts/make.ts when only the old runtime can be had: what is made of it is no release, and says so.
const fallbackZips = process.env['FACTEUR_FALLBACK_ZIPS'];
const suffix = fallbackZips === undefined ? '' : '-test-runtime';

const icons = path.join(import.meta.dirname, 'assets/icons');
const packed = /^\/(?:package\.json$|LICENSE$|\.vite(?:$|\/(?:build|renderer)(?:$|\/))|assets(?:$|\/))/;

const debian = {
  name: `facteur${suffix}`,
  bin: 'facteur',
  genericName: 'Mail sender',
  section: 'mail' as const,
  categories: ['Network' as const],
  maintainer: 'The Facteur developers <facteur@example.org>',
  homepage: 'https://facteur.example.org/',
  icon: path.join(icons, 'icon-512.png'),
  depends: ['libsecret-1-0'],
  mimeType: ['message/rfc822', 'application/mbox', 'x-scheme-handler/mailto'],
  // xz takes three times as long for a tenth less; the maker's types do not know the option.
  compression: 'gzip',
};

const config: ForgeConfig = {
  packagerConfig: {
    name: `Facteur${suffix}`,
    executableName: 'facteur',
    appBundleId: 'org.example.facteur',
    // Offered for these files, never made the program that opens them: they stay whoever's they are.
    extendInfo: {
      CFBundleDocumentTypes: [
        {
          CFBundleTypeName: 'Mail message',
          CFBundleTypeRole: 'Viewer',
          LSHandlerRank: 'Alternate',
          LSItemContentTypes: ['com.apple.mail.email', 'public.email-message'],
          CFBundleTypeExtensions: ['eml', 'mbox'],
        },
      ],
    },
    icon: path.join(icons, 'icon'),
    // The native packages come by hand, below: nothing else of node_modules is needed.
    prune: false,
    ignore: (file: string) => file !== '' && (!packed.test(file) || file.endsWith('.map')),
    asar: { unpack: '**/*.node' },
    ...(fallbackZips === undefined
      ? {}
      : {
          electronZipDir: fallbackZips,
          extraResource: [path.join(import.meta.dirname, 'scripts/TEST-BUILD.txt')],
        }),
  },
  plugins: [
    new FusesPlugin({
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableCookieEncryption]: true,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      // Enforced by Electron on macOS and Windows alone.
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
      // The old runtime does not know this one yet.
      ...(fallbackZips === undefined ? { [FuseV1Options.WasmTrapHandlers]: true } : {}),
    }),
  ],
  hooks: {
    generateAssets: async () => {
      const build = path.join(import.meta.dirname, 'scripts/build.ts');
      await promisify(execFile)(process.execPath, [build], { cwd: import.meta.dirname });
    },
    packageAfterCopy: async (_config, program, _version, platform, arch) =>
      copyNatives(program, platform, arch),
  },
  makers: [
    new MakerDeb({ options: debian }),
    new MakerZIP({}, ['linux', 'darwin']),
    new MakerDMG({ icon: path.join(icons, 'icon.icns') }),
    new MakerSquirrel({ name: 'facteur', setupIcon: path.join(icons, 'icon.ico') }),
  ],
};

export default config;
