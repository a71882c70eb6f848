/** Joins the handlers to Electron's side of the border; the only file that names ipcMain. */
import { ipcMain } from 'electron';
import { receiveCalls, type BorderReport, type Handlers } from './border.ts';

export function register(handlers: Handlers, report: BorderReport): void {
  receiveCalls(ipcMain, handlers, report);
}
