/** One line of the comparison: a box of the envelope, one of the header, and the line between them with its word. */
import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import type { NamedAddress } from '#core/headers/compare.ts';
import type { Qualification } from '#core/headers/qualified.ts';
import { Badge, Icon, type Tone } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useSelection } from '../selection.tsx';
import styles from './envelope.module.css';

/** `unsent`: the line comes from the header and stops before the envelope. */
export type Relation = 'same' | 'differs' | 'absent' | 'unsent';

const tones: Readonly<Record<Relation, Tone>> = {
  same: 'ok',
  differs: 'warn',
  absent: 'plum',
  unsent: 'warn',
};

export function Pair({
  left,
  right,
  relation,
  word,
}: {
  readonly left: ReactNode;
  readonly right: ReactNode;
  readonly relation?: Relation;
  readonly word?: string;
}) {
  return (
    <li className={styles.pair}>
      {left}
      {relation ? (
        <div className={styles.line} data-relation={relation}>
          <svg aria-hidden width="100%" height="16">
            <Drawing relation={relation} />
          </svg>
          <Badge tone={tones[relation]}>{word}</Badge>
        </div>
      ) : (
        <span />
      )}
      {right}
    </li>
  );
}

/** Solid: the same; dashed: differs; dotted with a stop: nothing stands on the other side. */
function Drawing({ relation }: { readonly relation: Relation }) {
  const left = relation !== 'unsent';
  const right = relation !== 'absent';
  return (
    <>
      <line x1={left ? '4' : '25%'} x2={right ? '100%' : '75%'} y1="8" y2="8" />
      {left && <circle cx="4" cy="8" r="4" />}
      {right && <circle cx="100%" cy="8" r="4" className={styles.rightEnd} />}
      {!right && <line x1="75%" x2="75%" y1="1" y2="15" className={styles.stop} />}
      {!left && <line x1="25%" x2="25%" y1="1" y2="15" className={styles.stop} />}
    </>
  );
}

export function AddressBox({
  name,
  who = '',
  address,
  mark,
  inEnvelope = false,
  hidden = false,
  chosen,
  onChoose,
  children,
}: {
  readonly name: string;
  readonly who?: string;
  readonly address: string;
  readonly mark?: ReactNode;
  readonly inEnvelope?: boolean;
  readonly hidden?: boolean;
  /** its field is the one that all views mark */
  readonly chosen?: boolean;
  readonly onChoose?: () => void;
  /** a remark under the address */
  readonly children?: ReactNode;
}) {
  return (
    <div
      className={styles.card}
      data-envelope={inEnvelope || undefined}
      data-hidden={hidden || undefined}
      data-chosen={chosen === true || undefined}
    >
      <span className={styles.top}>
        {onChoose ? (
          <UnstyledButton className={styles.key} aria-pressed={chosen} onClick={onChoose}>
            {name}
          </UnstyledButton>
        ) : (
          <b className={styles.key}>{name}</b>
        )}{' '}
        {who !== '' && <span className={styles.who}>{who}</span>}
      </span>
      {mark}
      <span className={styles.address}>&lt;{address}&gt;</span>
      {children !== undefined && <div className={styles.below}>{children}</div>}
    </div>
  );
}

/** Its name is a button: it chooses the field in all views. */
export function Named({ named, children }: { readonly named: NamedAddress; readonly children?: ReactNode }) {
  const { item, select } = useSelection();
  return (
    <AddressBox
      name={named.field}
      who={named.name}
      address={named.address}
      mark={<Qualified is={named.qualification} />}
      chosen={item === named.place}
      onChoose={() => select(named.place)}
    >
      {children}
    </AddressBox>
  );
}

export function Absent({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.card} data-absent>
      <span className={styles.top}>
        <b className={styles.key}>{name}</b>
      </span>
      <span className={styles.below}>{children}</span>
    </div>
  );
}

export function ParameterList({
  label,
  parameters,
}: {
  readonly label: string;
  readonly parameters: readonly string[];
}) {
  return (
    <div className={styles.parameters} aria-label={label} role="group">
      {parameters.map((parameter) => (
        <code key={parameter}>
          {/* ORCPT's address breaks behind its type, not within a word. */}
          {parameter.split(/(?<=;)/).map((part, index) => (
            <Fragment key={index}>
              {index > 0 && <wbr />}
              {part}
            </Fragment>
          ))}
        </code>
      ))}
    </div>
  );
}

export function Qualified({ is }: { readonly is: Qualification }) {
  const { t } = useWords();
  return (
    <span className={styles.mark} data-qualification={is}>
      <Icon of={is === 'unqualified' ? IconAlertTriangle : IconCheck} size={14} />
      {t(`lens.qualified.${is}`)}
    </span>
  );
}
