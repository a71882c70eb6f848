/** Why a recipient is refused, with the RFC's section, and the repair that one click makes. */
import { Button } from '@mantine/core';
import { splitAddress, toWireAddress } from '#core/message/address.ts';
import { entriesOf, type AddressField } from '#core/message/address-fields.ts';
import type { SlipLine } from '#core/message/envelope.ts';
import { repairOf } from '#core/message/repair.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { Cited } from './Cited.tsx';
import styles from './fields.module.css';

const SHOWN = 4;

type Judged = Pick<SlipLine, 'entry' | 'problem'>;

const domainsOf = (lines: readonly Judged[]): string[] =>
  lines.flatMap(({ problem, entry }) => {
    const domain = problem === null ? splitAddress(toWireAddress(entry.address))?.domain : undefined;
    return domain === undefined ? [] : [domain.toLowerCase()];
  });

export function Why({
  id,
  lines,
  all,
  session,
}: {
  readonly id: string;
  /** the wrong ones of this field */
  readonly lines: readonly (Pick<SlipLine, 'index' | 'entry' | 'problem'> & {
    readonly field: AddressField;
  })[];
  readonly all: readonly Judged[];
  readonly session: DraftSession;
}) {
  const { t } = useWords();
  // Where nothing is wrong, ten thousand recipients cost a key nothing.
  const known = lines.length === 0 ? [] : domainsOf(all);
  const repair = (
    line: Pick<SlipLine, 'index'> & { readonly field: AddressField },
    entries: readonly SlipLine['entry'][],
  ) => {
    const now = entriesOf(session.state().content, line.field);
    session.edit({ [line.field]: [...now.slice(0, line.index), ...entries, ...now.slice(line.index + 1)] });
  };
  return (
    <div id={id} className={styles.whys}>
      {lines.slice(0, SHOWN).map((line) => {
        const { entry, problem } = line;
        if (problem === null) return null;
        const repaired = repairOf(entry, known);
        return (
          <div key={`${entry.address} ${String(line.index)}`} className={styles.why}>
            <span>
              {lines.length > 1 && <b>{t('compose.whyOf', { address: entry.address })} </b>}
              <Cited text={t(`smtp.problem.${problem}`, { value: entry.address })} />
            </span>
            {repaired !== null && (
              <Button size="xs" className={styles.repair} onClick={() => repair(line, repaired)}>
                {repaired.length === 1 && repaired[0] !== undefined
                  ? t('compose.use', { address: shortest(entry.address, repaired[0].address) })
                  : t('compose.useMembers', { count: repaired.length })}
              </Button>
            )}
          </div>
        );
      })}
      {lines.length > SHOWN && (
        <div className={styles.why}>{t('compose.moreWrong', { count: lines.length - SHOWN })}</div>
      )}
    </div>
  );
}

/** The domain alone, when that is all that changes. */
function shortest(wrong: string, right: string): string {
  const before = splitAddress(wrong);
  const after = splitAddress(right);
  return after !== null && before?.localPart === after.localPart ? after.domain : right;
}
