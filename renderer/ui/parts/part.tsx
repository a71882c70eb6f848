/**
 * A part of the page that is loaded when it is first shown. React's own `lazy` keeps a failure for good, and so does the browser (HTML
 * Standard, module map): this one is asked for again, by a page that is loaded anew where it stands (resume.ts).
 */
import { createElement, use, type ComponentType } from 'react';
import { reloadHere } from '../../resume.ts';

export interface Part<P> {
  /** Suspends while it loads, throws what it failed with. */
  readonly View: ComponentType<P>;
  /** False: it cannot be had now, and nothing has changed. Does not resolve where the page is loaded anew. */
  readonly again: () => Promise<boolean>;
}

interface Loaded<P> {
  readonly default: ComponentType<P>;
}

export function part<P extends object>(load: () => Promise<Loaded<P>>): Part<P> {
  let loading: Promise<Loaded<P>> | null = null;
  const loaded = () => (loading ??= load());
  return {
    View: (props) => {
      const { default: View } = use(loaded());
      return createElement(View, props);
    },
    again: async () => {
      // One that is there broke, and is drawn anew. Tried in place, one that failed may come without its styles, which the builder's code asks
      // for once alone: so the page first.
      if ((await isThere(loaded())) || (await reloadHere())) return true;
      loading = load();
      return isThere(loading);
    },
  };
}

const isThere = (loading: Promise<unknown>): Promise<boolean> =>
  loading.then(
    () => true,
    () => false,
  );
