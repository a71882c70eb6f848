/** What V8 and Chromium are told to do without, for the memory of a program that stays open all day. Before the application is ready. */
import v8 from 'node:v8';
import { app } from 'electron';

/** Lists, fields and streams want no large nursery of objects, nor code that is compiled for throughput. */
const SMALL = '--optimize-for-size';

/**
 * With a small nursery, V8's compilers often wait in the background for their thread's garbage collection, the middle one (Maglev) most of all.
 * Where Node's thread ends in just that moment, each waits for the other, and the program never ends (nodejs/node#54918). A page has but three
 * background threads on two cores: where compilers hold them all while the page waits for a font that Chromium matches on one of them, the
 * page hangs for good. Lists, fields and streams do without the middle compiler, and one thread for the baseline compiler is enough.
 */
const NO_DEADLOCK = ['--no-maglev', '--concurrent-sparkplug-max-threads=1'];

export function keepSmall(): void {
  const flags = [SMALL, ...NO_DEADLOCK];
  // This process and its threads; then each page's.
  for (const flag of flags) v8.setFlagsFromString(flag);
  app.commandLine.appendSwitch('js-flags', flags.join(' '));
  // Of its own process Chromium's network would only have the cost: pages load nothing but app://, which main serves, and every other
  // request is denied (security.ts). Mail goes through Node's sockets.
  app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
}
