/** The page: nonce and look, the words, then the window. It is loaded by early/early.ts, behind which it appears. */
import { nonce } from './ui/theme/index.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { followEvents, queries } from './api.ts';
import { followOutbox } from './outbox-answers.ts';
import { start } from './start.ts';
import { startWords } from './words.ts';

followEvents();
followOutbox();
queries.setQueryData(['app.facts', null], start.facts);
startWords(start.facts.language);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root');
const page = createRoot(root);
// As a transition it is made in slices, between which keys are taken (early/early.ts).
startTransition(() =>
  page.render(
    <QueryClientProvider client={queries}>
      <App nonce={nonce} />
    </QueryClientProvider>,
  ),
);
