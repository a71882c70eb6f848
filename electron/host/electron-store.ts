/** JSON files by electron-store: written whole, beside themselves, and renamed. What they hold and mean is for accounts/store.ts. */
import ElectronStore from 'electron-store';
import type { OpenJsonFile } from '../accounts/store.ts';

export const openWithElectronStore: OpenJsonFile = (folder, name) => {
  const store = new ElectronStore<Record<string, unknown>>({
    cwd: folder,
    name,
    accessPropertiesByDotNotation: false,
    // A file that cannot be read is moved aside by its owner. It is never cleared here.
    clearInvalidConfig: false,
    configFileMode: 0o600,
  });
  return {
    read: () => store.store,
    write: (value) => {
      store.store = value;
    },
  };
};
