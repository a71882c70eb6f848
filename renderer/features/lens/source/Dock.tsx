/** Explains the field that the pointer or the keyboard is on, under the source, so that it covers no byte. */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { lazy, Suspense, type ReactNode } from 'react';
import type { Told } from '#core/headers/lint/tell.ts';
import { isQuotedFrom } from '#core/headers/mbox.ts';
import type { HeaderField } from '#core/headers/parse.ts';
import { unfolded } from '#core/headers/unfold.ts';
import { Badge, Icon, Kbd } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { Explanation, SourceLink } from '../explain/Explanation.tsx';
import type { LensMessage } from '../message.ts';
import { useCopy } from '../use-copy.ts';
import { FindingLines, FindingsLink } from '../findings/FindingMark.tsx';
import { gravest } from '../findings/marks.ts';
import type { LineOwner } from '../bytes/source-lines.ts';
import { fieldParts } from './field-parts.ts';
import styles from './source.module.css';

/** `owner` undefined: a line of the body. */
export function Dock({
  owner,
  header,
  findings,
  ofField,
  message,
  bodyLine,
}: {
  readonly owner: LineOwner | undefined;
  readonly header: Uint8Array;
  /** of the line */
  readonly findings: readonly Told[];
  /** of all lines of its field */
  readonly ofField: readonly Told[];
  readonly message: LensMessage;
  /** of the body line that is looked at, its beginning */
  readonly bodyLine: Uint8Array | undefined;
}) {
  const { t } = useWords();
  return (
    <section className={styles.dock} aria-label={t('lens.dock.title')} aria-live="polite">
      <FindingLines findings={findings} />
      {owner === undefined && isQuoted(message, bodyLine) ? (
        <Suspense fallback={null}>
          <QuotedNote Said={Said} />
        </Suspense>
      ) : owner === undefined ? (
        <Said title={t('lens.source.bodyLine')}>{t('lens.source.bodyText')}</Said>
      ) : owner.item === null ? (
        <Said title={t('lens.source.separator')}>{t('lens.source.separatorText')}</Said>
      ) : owner.item.kind === 'malformed' ? (
        <Said title={t('lens.source.malformed')}>{t(`lens.source.reason.${owner.item.reason}`)}</Said>
      ) : (
        <Field
          field={owner.item}
          place={owner.place}
          header={header}
          findings={ofField}
          isOurs={message.kind === 'sent'}
        />
      )}
    </section>
  );
}

const QuotedNote = lazy(() => import('../../opened/mbox/QuotedNote.tsx'));

/** Only an mbox's writer quotes so; elsewhere it is what somebody wrote. */
const isQuoted = (message: LensMessage, line: Uint8Array | undefined): boolean =>
  message.kind === 'opened' && message.entry !== null && line !== undefined && isQuotedFrom(line);

function Said({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <div className={styles.dockHead}>
        <h2>{title}</h2>
      </div>
      <p>{children}</p>
    </>
  );
}

/** Whether it can be read says nothing of what it says: green is left to those that have no error. */
function WellFormed({ faultless }: { readonly faultless: boolean }) {
  const { t } = useWords();
  if (!faultless) return <span className={styles.by}>{t('lens.dock.wellFormed')}</span>;
  return (
    <Badge tone="ok" icon={IconCheck}>
      {t('lens.dock.wellFormed')}
    </Badge>
  );
}

function Field({
  field,
  place,
  header,
  findings,
  isOurs,
}: {
  readonly field: HeaderField;
  readonly place: number | null;
  readonly header: Uint8Array;
  readonly findings: readonly Told[];
  readonly isOurs: boolean;
}) {
  const { t, language } = useWords();
  const copy = useCopy();
  const { wellFormed, parts, more } = fieldParts(field, header, language);
  return (
    <>
      <div className={styles.dockHead}>
        <h2>{field.name}</h2>
        {wellFormed === true && <WellFormed faultless={gravest(findings) !== 'error'} />}
        {wellFormed === false && (
          <Badge tone="warn" icon={IconAlertTriangle}>
            {t('lens.dock.malformed')}
          </Badge>
        )}
        {place !== null && <FindingsLink findings={findings} place={place} />}
        {isOurs && <span className={styles.by}>{t('lens.dock.writtenBy')}</span>}
        <span className={styles.dockLinks}>
          <SourceLink name={field.name} />
          <Kbd>?</Kbd>
        </span>
      </div>
      <Explanation name={field.name} />
      <div className={styles.dockFoot}>
        <dl>
          {parts.map((part, index) => (
            <div key={index}>
              <dt>{t(`lens.dock.${part.label}`)}</dt>
              <dd>
                <span data-exact={part.exact || undefined}>{part.value}</span>
                {part.qualification && (
                  <span className={styles.qualified} data-kind={part.qualification}>
                    <Icon of={part.qualification === 'qualified' ? IconCheck : IconAlertTriangle} size={14} />
                    {t(`lens.qualified.${part.qualification}`)}
                  </span>
                )}
              </dd>
            </div>
          ))}
          {more > 0 && <div className={styles.by}>{t('lens.head.more', { count: more })}</div>}
        </dl>
        <Button
          size="xs"
          leftSection={<Icon of={IconCopy} size={16} />}
          onClick={() => copy(unfolded(header, field))}
        >
          {t('lens.dock.copyValue')}
        </Button>
      </div>
    </>
  );
}
