/**
 * The end of the user's session or of the machine's day, in each way a system tells it. Whoever ends it must not hang behind a question:
 * what is not sent is on disk, and goes at the next start.
 */
import { app, BrowserWindow, powerMonitor } from 'electron';

/** May be told more than once. Windows tells windows, macOS and Linux (logind) the power monitor, anybody on Unix by a signal. */
export function onSessionEnd(ends: () => void): void {
  // Node's listener takes the place of Electron's, which would only quit.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, ends);
  powerMonitor.on('shutdown', ends);
  const follow = (window: Pick<BrowserWindow, 'on'>): void => {
    // From the question on: after the second word Windows may end the process at any moment.
    window.on('query-session-end', ends);
    window.on('session-end', ends);
  };
  for (const window of BrowserWindow.getAllWindows()) follow(window);
  app.on('browser-window-created', (_event, window) => follow(window));
}
