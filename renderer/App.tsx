/** The window: theme and language as the settings say, live, and around everything the commands and the place. The columns are in shell/. */
import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useLayoutEffect } from 'react';
import { call, useCall } from './api.ts';
import { CommandsProvider } from './commands.tsx';
import { PlaceProvider } from './place.tsx';
import { Shell } from './shell/Shell.tsx';
import { start } from './start.ts';
import { cssVariables, theme } from './ui/theme/index.ts';
import { words } from './words.ts';

export function App({ nonce }: { readonly nonce: string }) {
  const settings = useCall('settings.get', null).data ?? start.look;
  const facts = useCall('app.facts', null).data ?? start.facts;
  const dark = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false });
  const scheme = settings.theme === 'system' ? (dark ? 'dark' : 'light') : settings.theme;
  const language = settings.language === 'system' ? facts.language : settings.language;

  // Before the paint, so that no frame shows the old language or scheme.
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    void words.changeLanguage(language);
  }, [language]);
  useEffect(() => {
    // Two frames on, the first paint is on the screen and keys are taken.
    requestAnimationFrame(() => requestAnimationFrame(() => void call('app.ready', null)));
  }, []);

  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={scheme}
      getStyleNonce={() => nonce}
      withGlobalClasses={false}
      deduplicateInlineStyles
    >
      <CommandsProvider>
        <PlaceProvider first="sent">
          <Shell />
        </PlaceProvider>
      </CommandsProvider>
    </MantineProvider>
  );
}
