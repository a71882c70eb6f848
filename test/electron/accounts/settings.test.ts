// The settings service on electron-store.
import { expect, it } from 'vitest';
import { Settings } from '#core/contract/settings.ts';
import { SettingsService } from '#electron/accounts/settings.ts';
import { temporaryFolder } from '../secrets/temporary-folder.ts';
import { openWithElectronStore } from './electron-store-in-node.ts';

function open(folder: string) {
  const told: Settings[] = [];
  const settings = new SettingsService({
    folder,
    open: openWithElectronStore,
    raise: (notice) => expect.fail(notice.code),
    changed: (now) => told.push(now),
  });
  return { settings, told };
}

it('has a default for everything', () => {
  expect(open(temporaryFolder()).settings.get()).toEqual(Settings.parse({}));
});

it('changes what is named and nothing else, tells it, and knows it in the next run', () => {
  const folder = temporaryFolder();
  const { settings, told } = open(folder);
  settings.set({ theme: 'dark', listWidth: 400 });
  const now = settings.set({ language: 'fr', theme: undefined });
  expect(now).toEqual({ ...Settings.parse({}), theme: 'dark', listWidth: 400, language: 'fr' });
  expect(told).toHaveLength(2);
  expect(open(folder).settings.get()).toEqual(now);
});

it('tells nobody of a change that is none', () => {
  const { settings, told } = open(temporaryFolder());
  settings.set({ theme: 'system' });
  expect(told).toEqual([]);
});
