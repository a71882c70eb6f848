// A page whose script never ends: the program quits all the same.
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { ready } from './hands.ts';
import { launch, removeProfile } from './launch.ts';

it('quits though its page hangs', async () => {
  const program = await launch();
  onTestFinished(() => removeProfile(program.profile));
  await ready(program.page);
  const ended = once(program.app.process(), 'exit');
  void program.page.evaluate('for (;;);').catch(() => undefined);
  await program.app.evaluate(({ app }) => app.quit()).catch(() => undefined);
  const late = AbortSignal.timeout(60_000);
  expect(await Promise.race([ended.then(() => 'ended'), once(late, 'abort').then(() => 'still there')])).toBe(
    'ended',
  );
});
