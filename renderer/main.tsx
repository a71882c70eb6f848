/** Where the page begins: nonce and look, the facts and settings that the first paint needs, then the window. */
import { nonce } from './ui/theme/index.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { call, followEvents, queries } from './api.ts';
import { startWords } from './words.ts';

async function start(): Promise<void> {
  followEvents();
  const [settings, facts] = await Promise.all([call('settings.get', null), call('app.facts', null)]);
  queries.setQueryData(['settings.get', null], settings);
  queries.setQueryData(['app.facts', null], facts);
  startWords(settings.language === 'system' ? facts.language : settings.language);
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no root');
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <App nonce={nonce} settings={settings} facts={facts} />
    </QueryClientProvider>,
  );
}

void start();
