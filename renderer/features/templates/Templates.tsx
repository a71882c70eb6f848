/** The way to templates, from wherever the user is: a command. The view is loaded when it is first opened. */
import { lazy, Suspense, useState } from 'react';
import { useCommand } from '../../commands.tsx';

const TemplatesDrawer = lazy(async () => {
  const [drawer, { loadTemplatesWords }] = await Promise.all([
    import('./TemplatesDrawer.tsx'),
    import('./words.ts'),
  ]);
  await loadTemplatesWords();
  return drawer;
});

export function Templates() {
  const [opened, setOpened] = useState(false);
  useCommand('templates', () => setOpened(!opened));
  return opened ? (
    <Suspense>
      <TemplatesDrawer onClose={() => setOpened(false)} />
    </Suspense>
  ) : null;
}
