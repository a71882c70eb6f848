/** The lens's views, each loaded when it is first opened. A number each (Alt+1…9, Alt+0); those not built are left out, their numbers stay. */
import { lazy, type ComponentType } from 'react';
import { loadAuthenticationWords } from './authentication/words.ts';
import { loadRenderedWords } from './rendered/words.ts';
import { loadCompareWords } from './compare/words.ts';
import { loadStructureWords } from './structure/words.ts';
import type { Header, LensMessage } from './message.ts';
import type { LensTab } from './selection.tsx';

export interface ViewProps {
  readonly message: LensMessage;
  readonly header: Header;
}

interface LensView {
  readonly tab: LensTab;
  readonly number: number;
  readonly View: ComponentType<ViewProps>;
  /** it shows what only mail has that was sent from here */
  readonly sentOnly?: true;
}

export const views: readonly LensView[] = [
  { tab: 'source', number: 1, View: lazy(() => import('./source/SourceView.tsx')) },
  { tab: 'fields', number: 2, View: lazy(() => import('./fields/FieldsView.tsx')) },
  { tab: 'envelope', number: 3, View: lazy(() => import('./envelope/EnvelopeView.tsx')) },
  { tab: 'route', number: 4, View: lazy(() => import('./route/RouteView.tsx')) },
  {
    tab: 'authentication',
    number: 5,
    View: lazy(async () => {
      const [view] = await Promise.all([
        import('./authentication/AuthenticationView.tsx'),
        loadAuthenticationWords(),
      ]);
      return view;
    }),
  },
  {
    tab: 'conversation',
    number: 6,
    View: lazy(() => import('./conversation/ConversationView.tsx')),
    sentOnly: true,
  },
  {
    tab: 'structure',
    number: 7,
    View: lazy(async () => {
      const [view] = await Promise.all([import('./structure/StructureView.tsx'), loadStructureWords()]);
      return view;
    }),
  },
  { tab: 'findings', number: 8, View: lazy(() => import('./findings/FindingsView.tsx')) },
  {
    tab: 'compare',
    number: 9,
    View: lazy(async () => {
      const [view] = await Promise.all([import('./compare/CompareView.tsx'), loadCompareWords()]);
      return view;
    }),
  },
  {
    tab: 'rendered',
    number: 0,
    View: lazy(async () => {
      const [view] = await Promise.all([import('./rendered/RenderedView.tsx'), loadRenderedWords()]);
      return view;
    }),
  },
];
