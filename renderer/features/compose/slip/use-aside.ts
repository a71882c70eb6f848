/**
 * What stands beside the draft: the slip with its sending options, in a column or, where the window is narrow, in a drawer; whether it is
 * shown, and the ways to a place in it.
 */
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { call, useCall } from '../../../api.ts';
import { useCommand } from '../../../commands.tsx';
import { start } from '../../../start.ts';
import { NOTIFY_FIELD } from '../options/focus.ts';
import type { OptionsView } from '../options/SendingOptions.tsx';

/** Which of the sending options are shown, and the one to go to. */
type OptionsState = Omit<OptionsView, 'onToggle'>;

export interface Aside {
  /** There is no room for a column. */
  readonly narrow: boolean;
  readonly column: boolean;
  readonly drawer: boolean;
  readonly closeDrawer: () => void;
  readonly toggle: () => void;
  readonly options: OptionsView;
  readonly showOption: (id: string) => void;
  readonly showFindings: () => void;
}

/** `out`: nothing can be chosen any more. */
export function useAside(out: boolean): Aside {
  const settings = useCall('settings.get', null);
  const narrow = useMediaQuery('(width < 860px)', false, { getInitialValueInEffect: false });
  const [drawer, { toggle: toggleDrawer, open: openDrawer, close: closeDrawer }] = useDisclosure(false);
  const [options, setOptions] = useState<OptionsState>({ open: false, target: null });
  const column = !narrow && (settings.data?.slipOpen ?? start.look.slipOpen);
  const show = () => {
    if (narrow) openDrawer();
    else if (!column) void call('settings.set', { slipOpen: true });
  };
  const toggle = () => {
    setOptions({ ...options, target: null });
    if (narrow) toggleDrawer();
    else void call('settings.set', { slipOpen: !column });
  };
  const showOption = (id: string) => {
    setOptions({ open: true, target: { id } });
    show();
  };
  const toggleOptions = () => {
    const isInside = document.activeElement?.closest('#sending-options-panel') !== null;
    if (!options.open || !isInside) showOption(NOTIFY_FIELD);
    else {
      document.getElementById('sending-options')?.focus();
      setOptions({ open: false, target: null });
    }
  };
  useCommand('toggle-slip', toggle);
  useCommand('sending-options', toggleOptions, { enabled: !out });
  return {
    narrow,
    column,
    drawer: narrow && drawer,
    closeDrawer,
    toggle,
    options: { ...options, onToggle: () => setOptions({ open: !options.open, target: null }) },
    showOption,
    showFindings: () => {
      show();
      requestAnimationFrame(() => document.getElementById('slip-findings')?.parentElement?.focus());
    },
  };
}
