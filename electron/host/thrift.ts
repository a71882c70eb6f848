/** What Chromium is told to do without, for the memory of a program that stays open all day. Before the application is ready. */
import { app } from 'electron';

export function keepSmall(): void {
  // Of its own process Chromium's network would only have the cost: pages load nothing but app://, which main serves, and every other
  // request is denied (security.ts). Mail goes through Node's sockets.
  app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
}
