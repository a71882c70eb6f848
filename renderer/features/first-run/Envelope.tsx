/** The drawing: a letter with its header, sliding into an envelope that has addresses of its own. */
import { useId } from 'react';
import { Stamp } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import styles from './first-run.module.css';

/** Field names and commands are the protocol's own, the same in every language. */
const letter = [
  { name: 'From:', value: 'Camille Rémaux', at: 142 },
  { name: 'To:', value: 'Jonas Weber', at: 142 },
];
const envelope = [
  { command: 'MAIL FROM:', path: '<camille@…>' },
  { command: 'RCPT TO:', path: '<jonas@…>' },
];

export function Envelope() {
  const { t } = useWords();
  const id = useId();
  return (
    <svg
      className={styles.envelope}
      role="img"
      aria-label={t('app.firstRun.drawing')}
      viewBox="0 0 424 284"
      fill="none"
    >
      <rect x="70.5" y="12.5" width="284" height="190" rx="4" className={styles.letter} />
      <g className={styles.header}>
        {[...letter, { name: 'Subject:', value: t('app.firstRun.hello'), at: 164 }].map(
          ({ name, value, at }, row) => (
            <g key={name}>
              <text x="92" y={42 + row * 22} className={styles.field}>
                {name}
              </text>
              <text x={at} y={42 + row * 22}>
                {value}
              </text>
            </g>
          ),
        )}
      </g>
      <path d="M24.5 118.5h375v149a8 8 0 0 1-8 8h-359a8 8 0 0 1-8-8z" className={styles.cover} />
      <path d="M25 119l187 84 187-84" className={styles.cover} />
      <g className={styles.wire}>
        {envelope.map(({ command, path }, row) => (
          <text key={command} x="44" y={236 + row * 20}>
            <tspan fontWeight="700">{command}</tspan>
            {path}
          </text>
        ))}
      </g>
      <Stamp size={64} x={322} y={192} />
      <g
        className={styles.mark}
        transform="translate(262 182) scale(.896) rotate(-9 48 48)"
        stroke="currentColor"
      >
        <circle cx="48" cy="48" r="44" strokeWidth="2" />
        <circle cx="48" cy="48" r="29.5" strokeWidth="1.25" />
        <path id={`${id}t`} stroke="none" d="M13.5 48a34.5 34.5 0 0 1 69 0" />
        <path id={`${id}b`} stroke="none" d="M8.5 48a39.5 39.5 0 0 0 79 0" />
        <g stroke="none" fill="currentColor" textAnchor="middle">
          <text fontSize="9.5" fontWeight="650" letterSpacing="1">
            <textPath href={`#${id}t`} startOffset="50%">
              {t('app.firstRun.mark')}
            </textPath>
          </text>
          <text fontSize="7.2" fontWeight="600" letterSpacing=".5">
            <textPath href={`#${id}b`} startOffset="50%">
              127.0.0.1
            </textPath>
          </text>
          <text x="48" y="40" fontSize="8.5" fontWeight="600">
            {'23 NOV 26'}
          </text>
          <text x="48" y="54.5" fontSize="15" fontWeight="700">
            14:02
          </text>
          <text x="48" y="65.5" fontSize="8.5" fontWeight="600">
            250 2.0.0
          </text>
        </g>
      </g>
    </svg>
  );
}
