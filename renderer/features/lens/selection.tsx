/**
 * One chosen field for all views of the lens: choosing it in one marks it in the others. Fields are named by their place among the parsed
 * header's items, which includes lines that are no field.
 */
import { createContext, use, useEffect, useEffectEvent, type ReactNode } from 'react';
import type { Settings } from '#core/contract/settings.ts';

export type LensTab = Settings['lensTab'];

export interface FieldSelection {
  /** index in the parsed header's items; null: nothing is chosen */
  readonly item: number | null;
  /** Marks a field in all views. */
  readonly select: (item: number | null) => void;
  /** Opens a view, scrolled to a field where one is given, which is then the chosen one. */
  readonly show: (tab: LensTab, item?: number) => void;
  /** counts what was asked of the views by `show`, so that they scroll again to what is chosen already */
  readonly asked: number;
  /** index of the chosen one among the structure's parts */
  readonly part: number;
  readonly selectPart: (part: number) => void;
}

const Context = createContext<FieldSelection | null>(null);

/** Outside of the lens. */
const nothing: FieldSelection = {
  item: null,
  select: () => undefined,
  show: () => undefined,
  asked: 0,
  part: 0,
  selectPart: () => undefined,
};

export function SelectionProvider({
  selection,
  children,
}: {
  readonly selection: FieldSelection;
  readonly children: ReactNode;
}) {
  return <Context value={selection}>{children}</Context>;
}

export const useSelection = (): FieldSelection => use(Context) ?? nothing;

/** Whether there are other views that could show something. */
export const useIsInLens = (): boolean => use(Context) !== null;

/**
 * Calls `scroll` with the chosen field when the view opens, and whenever another part of the lens asks for it. A view that has to be
 * measured first says when it is `ready`.
 */
export function useReveal(scroll: (item: number) => void, ready = true): void {
  const { item, asked } = useSelection();
  const reveal = useEffectEvent(() => {
    if (item !== null) scroll(item);
  });
  useEffect(() => {
    if (ready) reveal();
  }, [asked, ready]);
}
