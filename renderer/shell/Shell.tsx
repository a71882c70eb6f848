/** Places at the left, and the place the user is in. Each feature is loaded when it is first shown; the composer is fetched ahead. */
import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.layer.css';
import { Suspense, useEffect, useEffectEvent, useState, type ComponentType } from 'react';
import { call, errorOf, useCall } from '../api.ts';
import '../early/handover.ts';
import { inTextField } from '../keys.ts';
import { usePlace } from '../place.tsx';
import { formatNumber } from '../format.ts';
import { useOutboxSummary } from '../outbox-answers.ts';
import { useErrorWords } from '../ui/panes/ErrorPane.tsx';
import { toast, undoNewest } from '../ui/toast/toast.tsx';
import { useWords } from '../words.ts';
import { useCommand } from '../commands.tsx';
import { GuideAnywhere } from '../features/lens/guide/GuideAnywhere.tsx';
import { Templates } from '../features/templates/Templates.tsx';
import { FailureNews } from './FailureNews.tsx';
import { composer, features, outbox } from './features.tsx';
import { useOpening } from './opening.ts';
import { Places } from './Places.tsx';
import styles from './shell.module.css';
import { moveColumn } from './columns.ts';
import { useHandedDrafts } from './handed-drafts.ts';
import { WindowMessages } from './WindowMessages.tsx';

type PaletteView = ComponentType<{ readonly onClose: () => void }>;

export function Shell() {
  const { t, language } = useWords();
  const say = useErrorWords();
  const { place, go, compose, select } = usePlace();
  const firstRun = useCall('app.facts', null).data?.firstRun ?? false;
  const accounts = useCall('accounts.list', null).data?.accounts ?? [];
  const [Palette, setPalette] = useState<PaletteView | null>(null);
  const begin = () =>
    compose().catch((caught: unknown) => {
      globalThis.earlyWindow?.end();
      toast({ kind: 'error', title: t('app.notBegun'), detail: say(errorOf(caught)) });
    });
  useCommand('compose', () => void begin());
  useHandedDrafts();
  useCommand('go-drafts', () => go('drafts'));
  useCommand('go-outbox', () => go('outbox'));
  useCommand('go-sent', () => go('sent'));
  useCommand('go-lens', () => go('lens'));
  useCommand('go-contacts', () => go('contacts'));
  useCommand('go-accounts', () => go('accounts'));
  useCommand('go-settings', () => go('settings'));
  const addAccount = async () => {
    // With the accounts' place, not with the shell.
    const [{ startNew }, { openFinding }] = await Promise.all([
      import('../features/accounts/edits.ts'),
      import('../features/accounts/finding/finding.ts'),
    ]);
    startNew(nextHue(accounts.map(({ account }) => account.hue)));
    openFinding();
    go('accounts');
    select({ accounts: null });
  };
  useCommand('add-account', () => void addAccount());
  const transferAccounts = async () => {
    const { openTransfer } = await import('../features/accounts/transfer/open.ts');
    openTransfer();
    go('accounts');
    // On a narrow window the thing comes to the front.
    select({}, true);
  };
  useCommand('transfer-accounts', () => void transferAccounts());
  const rebuild = () =>
    void call('sent.rebuild', null).then(
      ({ messages }) =>
        toast({
          kind: 'ok',
          title: t('settings.rebuilt', { count: messages, number: formatNumber(messages, language) }),
        }),
      (caught: unknown) =>
        toast({ kind: 'error', title: t('settings.rebuildFailed'), detail: say(errorOf(caught)) }),
    );
  const allPaused = useOutboxSummary()?.allPaused;
  const pauseAll = (outboxPaused: boolean) =>
    void call('settings.set', { outboxPaused }).then(
      () => {
        // There it stands before them.
        if (place !== 'outbox')
          toast({ kind: 'info', title: t(outboxPaused ? 'outbox.allPaused' : 'outbox.goesOn') });
      },
      (caught: unknown) =>
        toast({ kind: 'error', title: t('outbox.nothingChanged'), detail: say(errorOf(caught)) }),
    );
  useCommand('pause-all', () => pauseAll(true), { enabled: allPaused === false });
  useCommand('resume-all', () => pauseAll(false), { enabled: allPaused === true });
  const sendAllNow = () =>
    void call('outbox.sendAllNow', null).then(
      ({ count }) => toast({ kind: 'info', title: t('outbox.triedAll', { count }) }),
      (caught: unknown) =>
        toast({ kind: 'error', title: t('outbox.nothingChanged'), detail: say(errorOf(caught)) }),
    );
  useCommand('send-all-now', sendAllNow, { enabled: allPaused !== true });
  const togglePalette = async () => {
    if (Palette !== null) setPalette(null);
    else await import('./Palette.tsx').then(({ default: View }) => setPalette(() => View));
  };
  useCommand('palette', () => void togglePalette());
  useCommand('next-column', () => moveColumn(1));
  useCommand('previous-column', () => moveColumn(-1));
  useCommand('rebuild-index', rebuild);
  useOpening();
  useUndoKey();
  useEarly(begin);
  useEffect(() => {
    const idle = requestIdleCallback(() => void composer.fetch());
    return () => cancelIdleCallback(idle);
  }, []);
  const hasOutbox = (useOutboxSummary()?.total ?? 0) > 0;
  useEffect(() => {
    if (!hasOutbox) return;
    const idle = requestIdleCallback(() => void outbox.fetch());
    return () => cancelIdleCallback(idle);
  }, [hasOutbox]);

  // Until something was written, what would be an empty list says what this program is.
  const Feature = features[place === 'sent' && firstRun ? 'first-run' : place];
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#thing">
        {t('app.skipToContent')}
      </a>
      <Places />
      <div className={styles.rest}>
        <WindowMessages />
        <div className={styles.place}>
          <GuideAnywhere>
            <Suspense fallback={<main id="thing" className={styles.loading} aria-busy="true" />}>
              <Feature />
            </Suspense>
          </GuideAnywhere>
        </div>
      </div>
      <FailureNews />
      <Templates />
      <section aria-label={t('app.news')}>
        <Notifications
          className={styles.toasts ?? ''}
          position="bottom-right"
          containerWidth={420}
          withinPortal={false}
        />
      </section>
      {Palette && <Palette onClose={() => setPalette(null)} />}
    </div>
  );
}

/** The hue that fewest accounts have. */
const nextHue = (used: readonly number[]): number => {
  const times = (hue: number) => used.filter((one) => one === hue).length;
  return [1, 2, 3, 4].toSorted((a, b) => times(a) - times(b))[0] ?? 1;
};

/** The window stands: what was asked for before it did is done now. */
function useEarly(compose: () => Promise<void>) {
  const begin = useEffectEvent(() => {
    const { earlyWindow } = globalThis;
    if (earlyWindow?.isComposing === true) void compose();
    else earlyWindow?.end();
  });
  useEffect(() => begin(), []);
}

/** Ctrl+Z outside editors takes back what the newest toast offers. */
function useUndoKey() {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const undo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'z';
      if (undo && !inTextField(event.target) && undoNewest()) event.preventDefault();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
