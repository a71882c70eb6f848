/** What V8 and Chromium are told to do without, for the memory of a program that stays open all day. Before the application is ready. */
import v8 from 'node:v8';
import { app } from 'electron';

/** Lists, fields and streams want no large nursery of objects, nor code that is compiled for throughput. */
const SMALL = '--optimize-for-size';

/**
 * With a small nursery, V8's middle compiler often waits in the background for a thread's garbage collection, and Node's thread may end in just
 * that moment: each then waits for the other, and the program never ends (nodejs/node#54918). Lists and streams do without that compiler.
 */
const SAFE_ENDS = '--no-maglev';

export function keepSmall(): void {
  // This process and its threads; then each page's.
  v8.setFlagsFromString(SMALL);
  v8.setFlagsFromString(SAFE_ENDS);
  app.commandLine.appendSwitch('js-flags', SMALL);
  // Of its own process Chromium's network would only have the cost: pages load nothing but app://, which main serves, and every other
  // request is denied (security.ts). Mail goes through Node's sockets.
  app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
}
