/** Below the mail: where the link leads that is pointed at or has the focus, else the one that was clicked last, which can be copied. */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCopy, IconExternalLink } from '@tabler/icons-react';
import { formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useCopy } from '../use-copy.ts';
import type { MailLink } from './links.ts';
import { canOpen, openLink } from './open-link.ts';
import { useRenderedWords } from './words.ts';
import styles from './rendered.module.css';

export function LinkBar({
  pointed,
  followed,
  links,
}: {
  readonly pointed: MailLink | null;
  readonly followed: MailLink | null;
  /** how many there are */
  readonly links: number;
}) {
  const t = useRenderedWords();
  const { language } = useWords();
  const copy = useCopy();
  const link = pointed ?? followed;
  return (
    <section className={styles.linkBar} aria-label={t('linkBar')}>
      <div className={styles.linkWords} aria-live="polite">
        {link === null ? (
          <span>
            {links === 0 ? t('noLinks') : t('links', { count: links, shown: formatNumber(links, language) })}
          </span>
        ) : (
          <>
            <code>{link.address}</code>
            {link.readable !== null && <span>{t('readable', { host: link.readable })}</span>}
            {link.says !== null && (
              <span className={styles.differs}>
                <Icon of={IconAlertTriangle} size={16} />
                {t('differs', { says: link.says })}
              </span>
            )}
            {pointed === null && !canOpen(link) && <span>{t('notHttps')}</span>}
          </>
        )}
      </div>
      {pointed === null && followed !== null && (
        <div className={styles.linkActions}>
          {canOpen(followed) && (
            <Button
              size="xs"
              variant="subtle"
              leftSection={<Icon of={IconExternalLink} size={16} />}
              onClick={() => openLink(followed)}
            >
              {t('open')}
            </Button>
          )}
          <Button
            size="xs"
            variant="subtle"
            leftSection={<Icon of={IconCopy} size={16} />}
            onClick={() => copy(followed.address)}
          >
            {t('copy')}
          </Button>
        </div>
      )}
    </section>
  );
}
