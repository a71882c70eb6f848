/** The user's settings; menu, theme and windows follow a change (program.ts). */
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function settingsHandlers({ services }: Program): HandlersOf<'settings'> {
  return {
    'settings.get': () => services.settings.get(),
    'settings.set': (change) => services.settings.set(change),
  };
}
