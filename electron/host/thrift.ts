/** What V8 and Chromium are told to do without, for the memory of a program that stays open all day. Before the application is ready. */
import v8 from 'node:v8';
import { app } from 'electron';

/** Lists, fields and streams want no large nursery of objects, nor code that is compiled for throughput. */
const SMALL = '--optimize-for-size';

export function keepSmall(): void {
  // This process and its threads; then each page's.
  v8.setFlagsFromString(SMALL);
  app.commandLine.appendSwitch('js-flags', SMALL);
  // Of its own process Chromium's network would only have the cost: pages load nothing but app://, which main serves, and every other
  // request is denied (security.ts). Mail goes through Node's sockets.
  app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
}
