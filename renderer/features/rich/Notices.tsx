/** What was not taken over as it was: said below the tools until it is dismissed. */
import { InlineMessage } from '../../ui/index.ts';
import styles from './rich.module.css';
import { useRichT } from './words.ts';

export interface Notice {
  readonly web: number;
  readonly unreachable: number;
  readonly cut: boolean;
  /** names */
  readonly files: readonly string[];
}

export const NO_NOTICE: Notice = { web: 0, unreachable: 0, cut: false, files: [] };

export function Notices({ notice, onDismiss }: { readonly notice: Notice; readonly onDismiss: () => void }) {
  const t = useRichT();
  const { web, unreachable, cut, files } = notice;
  const said = [
    web > 0 ? t('pasted.web', { count: web }) : '',
    unreachable > 0 ? t('pasted.unreachable', { count: unreachable }) : '',
    cut ? t('pasted.cut') : '',
    files.length > 0 ? t('picture.notShown', { count: files.length, name: files[0] ?? '' }) : '',
  ].filter((one) => one !== '');
  if (said.length === 0) return null;
  return (
    <div className={styles.notices}>
      <InlineMessage tone="info" live onDismiss={onDismiss}>
        {said.join(' ')}
      </InlineMessage>
    </div>
  );
}
