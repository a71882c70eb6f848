/** The postmark: only for a 250 after the final dot, one in a view. Its words are read aloud; the drawing is not. */
import { useId } from 'react';
import marks from './marks.module.css';

export interface PostmarkWords {
  /** around the top: what happened, e.g. ACCEPTED */
  readonly top: string;
  /** around the bottom: where, e.g. the server's name */
  readonly bottom: string;
  /** e.g. 23 NOV 26 */
  readonly date: string;
  /** e.g. 14:32 */
  readonly time: string;
  /** e.g. 250 2.0.0 */
  readonly reply: string;
}

const wave = 'c8-6 14-6 21 0s14 6 21 0 14-6 21 0 10 5 17 2';

export function Postmark({
  words,
  label,
  waves = true,
  stamped = false,
  height = 92,
}: {
  readonly words: PostmarkWords;
  /** the same in a sentence */
  readonly label: string;
  readonly waves?: boolean;
  /** stamps it once, as it appears */
  readonly stamped?: boolean;
  readonly height?: number;
}) {
  const id = useId();
  const width = waves ? 178 : 96;
  return (
    <svg
      className={marks.postmark}
      data-stamped={stamped || undefined}
      role="img"
      aria-label={label}
      width={(height * width) / 96}
      height={height}
      viewBox={`0 0 ${width} 96`}
    >
      <g transform="rotate(-7 48 48)" fill="none" stroke="currentColor">
        <circle cx="48" cy="48" r="44" strokeWidth="2" />
        <circle cx="48" cy="48" r="29.5" strokeWidth="1.25" />
        <path id={`${id}t`} stroke="none" d="M13.5 48a34.5 34.5 0 0 1 69 0" />
        <path id={`${id}b`} stroke="none" d="M8.5 48a39.5 39.5 0 0 0 79 0" />
        {waves && (
          <g strokeWidth="2" strokeLinecap="round">
            <path d={`M90 30${wave}`} />
            <path d={`M95 42${wave}`} />
            <path d={`M95 54${wave}`} />
            <path d={`M90 66${wave}`} />
          </g>
        )}
        <g stroke="none" fill="currentColor" textAnchor="middle">
          <text fontSize="9.5" fontWeight="650" letterSpacing="1.3">
            <textPath href={`#${id}t`} startOffset="50%">
              {words.top}
            </textPath>
          </text>
          <text fontSize="7.2" fontWeight="600" letterSpacing=".5">
            <textPath href={`#${id}b`} startOffset="50%">
              {words.bottom}
            </textPath>
          </text>
          <text x="48" y="40" fontSize="8.5" fontWeight="600">
            {words.date}
          </text>
          <text x="48" y="54.5" fontSize="15" fontWeight="700">
            {words.time}
          </text>
          <text x="48" y="65.5" fontSize="8.5" fontWeight="600">
            {words.reply}
          </text>
        </g>
      </g>
    </svg>
  );
}
