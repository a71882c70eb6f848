/** The user's settings; menu, theme and windows follow a change (program.ts). */
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function settingsHandlers(program: Program): HandlersOf<'settings'> {
  return {
    'settings.get': () => program.services.settings.get(),
    'settings.set': (change) => program.changeSettings(change),
  };
}
