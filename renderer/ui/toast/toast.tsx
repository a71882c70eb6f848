/**
 * Short news at the bottom right. What can be undone offers Undo (also Ctrl+Z outside editors) while a line runs out; a failure stays
 * until it is dismissed.
 */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconAlertCircle,
  IconArrowBackUp,
  IconCheck,
  IconInfoCircle,
  type TablerIcon,
} from '@tabler/icons-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { keysText } from '../../keys.ts';
import { useWords, words } from '../../words.ts';
import { Icon } from '../marks/Icon.tsx';
import { Kbd } from '../marks/Kbd.tsx';
import styles from './toast.module.css';
import { UndoClock } from './UndoClock.tsx';

interface Toast {
  readonly kind: 'ok' | 'error' | 'info';
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** takes back what was done; the toast closes */
  readonly undo?: () => void;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** how long it stays; failures ignore it */
  readonly ms?: number;
  /** in place of the one its kind has */
  readonly icon?: TablerIcon;
  /** News with the same key takes the place of the one before. */
  readonly key?: string;
  /** It went: by itself, by its buttons or by the user. */
  readonly onClose?: () => void;
}

const icons = { ok: IconCheck, error: IconAlertCircle, info: IconInfoCircle };

interface Undoable {
  readonly id: string;
  readonly undo: () => void;
}
let undoables: readonly Undoable[] = [];
const watchers = new Set<() => void>();

function change(to: readonly Undoable[]): void {
  undoables = to;
  for (const watcher of watchers) watcher();
}

const forget = (id: string) => change(undoables.filter((one) => one.id !== id));

/** The key takes this one back. */
const useIsNewest = (id: string): boolean =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => undoables.at(-1)?.id === id,
  );

/** Those with a key that stand now. */
const standing = new Set<string>();

/** Shows it. */
export function toast(news: Toast): void {
  const ms = news.ms ?? (news.undo ? 8000 : 5000);
  const id = news.key ?? crypto.randomUUID();
  const undo = news.undo;
  forget(id);
  if (undo) change([...undoables, { id, undo }]);
  // The pointer on it holds other news; what can be undone is over when its line has run out.
  if (undo) setTimeout(() => closeToast(id), ms);
  const show = standing.has(id) ? notifications.update : notifications.show;
  standing.add(id);
  show({
    id,
    role: news.kind === 'error' ? 'alert' : 'status',
    autoClose: news.kind === 'error' ? false : ms,
    withBorder: true,
    onClose: () => {
      forget(id);
      standing.delete(id);
      news.onClose?.();
    },
    className: styles.toast ?? '',
    'data-kind': news.undo ? 'undo' : news.kind,
    icon: <Icon of={news.icon ?? (news.undo ? IconArrowBackUp : icons[news.kind])} />,
    message: <ToastBody news={news} ms={ms} id={id} />,
    closeButtonProps: { size: 24, iconSize: 14, 'aria-label': words.t('app.close') },
    withCloseButton: news.kind === 'error',
  });
}

/** By its key; whether it stands or not. */
export const closeToast = (id: string): void => void notifications.hide(id);

/** Takes back the newest thing that can be; false: there is none. */
export function undoNewest(): boolean {
  const newest = undoables.at(-1);
  if (newest === undefined) return false;
  forget(newest.id);
  closeToast(newest.id);
  newest.undo();
  return true;
}

function ToastBody({ news, ms, id }: { readonly news: Toast; readonly ms: number; readonly id: string }) {
  const { t } = useWords();
  const { undo, action } = news;
  const isNewest = useIsNewest(id);
  const close = (then: () => void) => {
    forget(id);
    closeToast(id);
    then();
  };
  return (
    <div className={styles.body}>
      <div className={styles.words}>
        {news.detail === undefined ? news.title : <b>{news.title}</b>}
        {news.detail !== undefined && <div className={styles.detail}>{news.detail}</div>}
      </div>
      {action && (
        <Button size="xs" onClick={() => close(action.run)}>
          {action.label}
        </Button>
      )}
      {undo && (
        <>
          {/* A field that is left may have something to say, which moves the toast from under the pointer. */}
          <Button size="xs" onMouseDown={(event) => event.preventDefault()} onClick={() => close(undo)}>
            {t('app.undo')}
          </Button>
          {isNewest && <Kbd>{keysText('Mod+Z')}</Kbd>}
          <UndoClock ms={ms} />
        </>
      )}
    </div>
  );
}
