/** What was found in a file, each with a box to take it or leave it, and what could not be read. Nothing is stored yet. */
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { needsConsent, securityWarning } from '#core/account/rules.ts';
import type { ImportPreview } from '#core/contract/transfer.ts';
import { Badge, InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useTransferWords } from './words.ts';
import heard from '../../../ui/marks/heard.module.css';
import accounts from '../accounts.module.css';
import styles from './transfer.module.css';

export interface Choice {
  /** places in the preview */
  readonly chosen: number[];
  readonly plainAccepted: boolean;
}

export function Preview({
  preview,
  pending,
  onTake,
}: {
  readonly preview: ImportPreview;
  readonly pending: boolean;
  readonly onTake: (choice: Choice) => void;
}) {
  const { t } = useTransferWords();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(
    () => new Set(preview.accounts.flatMap(({ duplicate }, index) => (duplicate ? [] : [index]))),
  );
  const [plainAccepted, setPlainAccepted] = useState(false);
  /** Those chosen that would connect without encryption: the form asks before each of them, and so is asked here. */
  const risky = preview.accounts.filter(
    (account, index) => chosen.has(index) && needsConsent(securityWarning(account)),
  );
  const toggle = (index: number) => {
    const next = new Set(chosen);
    if (!next.delete(index)) next.add(index);
    setChosen(next);
  };
  return (
    <section className={styles.part} aria-labelledby="transfer-found">
      <h2 id="transfer-found">{preview.source === null ? t('found') : t(`source.${preview.source}`)}</h2>
      <p className={heard.heard} role="status">
        {t('counted', { count: preview.accounts.length })}
      </p>
      {preview.accounts.length > 0 && (
        <>
          <p className={accounts.quiet}>{t('nothingStored')}</p>
          <ul className={styles.found}>
            {preview.accounts.map((account, index) => (
              <li key={index}>
                <Checkbox
                  label={account.name}
                  description={
                    <>
                      <Server account={account} />
                      {account.secrets.length > 0 && (
                        <span className={styles.line}>
                          {t('with', {
                            secrets: account.secrets.map((kind) => t(`secret.${kind}`)).join(', '),
                          })}
                        </span>
                      )}
                      {account.notes.map((note) => (
                        <span key={note} className={styles.line}>
                          {t(`note.${note}`)}
                        </span>
                      ))}
                    </>
                  }
                  checked={chosen.has(index)}
                  onChange={() => toggle(index)}
                />
                <span className={styles.marks}>
                  {needsConsent(securityWarning(account)) && (
                    <Badge tone="warn">{t('unencrypted.mark')}</Badge>
                  )}
                  {account.duplicate && <Badge>{t('duplicate')}</Badge>}
                </span>
              </li>
            ))}
          </ul>
          {risky.length > 0 && (
            <InlineMessage
              tone="warning"
              live
              actions={
                <Checkbox
                  checked={plainAccepted}
                  onChange={(event) => setPlainAccepted(event.currentTarget.checked)}
                  label={t('unencrypted.accept')}
                />
              }
            >
              <b>{t('unencrypted.title', { count: risky.length })}</b> {t('unencrypted.text')}
            </InlineMessage>
          )}
          <Button
            size="xs"
            variant="filled"
            loading={pending}
            disabled={chosen.size === 0 || (risky.length > 0 && !plainAccepted)}
            onClick={() => onTake({ chosen: [...chosen].toSorted((a, b) => a - b), plainAccepted })}
          >
            {chosen.size === 0 ? t('takeNone') : t('take', { count: chosen.size })}
          </Button>
        </>
      )}
      {preview.problems.length > 0 && (
        <>
          <h3>{t('problems')}</h3>
          <ul className={styles.problems}>
            {preview.problems.map(({ line, code, text }, index) => (
              <li key={index}>
                {line > 0 && <b>{t('line', { line })} </b>}
                {t(`problem.${code}`, { text })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Server({ account }: { readonly account: ImportPreview['accounts'][number] }) {
  const { t } = useTransferWords();
  const { t: common } = useWords();
  const { host, port, security, user, addresses, identities } = account;
  const server = `${host}:${String(port)}, ${common(`accounts.securities.${security}`)}`;
  return (
    <>
      <span className={styles.line}>{user === '' ? server : `${server}, ${user}`}</span>
      <span className={styles.line}>
        {addresses.filter((address) => address !== '').join(', ')}
        {identities > addresses.length && ` ${t('more', { count: identities - addresses.length })}`}
      </span>
    </>
  );
}
