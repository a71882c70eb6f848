/** The stamp with its perforation and the F: the program's mark. Decoration; the name stands beside it. */
const edge =
  'M2 2H3.57A2.1 2.1 0 0 0 7.77 2H10.9A2.1 2.1 0 0 0 15.1 2H18.23A2.1 2.1 0 0 0 22.43 2H25.57A2.1 2.1 0 0 0 29.77 2H32.9A2.1 2.1 0 0 0 37.1 2H40.23A2.1 2.1 0 0 0 44.43 2H46V3.57A2.1 2.1 0 0 0 46 7.77V10.9A2.1 2.1 0 0 0 46 15.1V18.23A2.1 2.1 0 0 0 46 22.43V25.57A2.1 2.1 0 0 0 46 29.77V32.9A2.1 2.1 0 0 0 46 37.1V40.23A2.1 2.1 0 0 0 46 44.43V46H44.43A2.1 2.1 0 0 0 40.23 46H37.1A2.1 2.1 0 0 0 32.9 46H29.77A2.1 2.1 0 0 0 25.57 46H22.43A2.1 2.1 0 0 0 18.23 46H15.1A2.1 2.1 0 0 0 10.9 46H7.77A2.1 2.1 0 0 0 3.57 46H2V44.43A2.1 2.1 0 0 0 2 40.23V37.1A2.1 2.1 0 0 0 2 32.9V29.77A2.1 2.1 0 0 0 2 25.57V22.43A2.1 2.1 0 0 0 2 18.23V15.1A2.1 2.1 0 0 0 2 10.9V7.77A2.1 2.1 0 0 0 2 3.57Z';

export function Stamp({
  size = 26,
  x,
  y,
}: {
  readonly size?: number;
  readonly x?: number;
  readonly y?: number;
}) {
  return (
    <svg aria-hidden width={size} height={size} x={x} y={y} viewBox="0 0 48 48">
      <path fill="#ffc91f" d={edge} />
      <g fill="none" stroke="#15203a" strokeWidth="6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M15.5 38V12.5c3.4 0 4-2.5 7-2.5s4 4 7 4 4-2.5 6-2.5" />
        <path d="M15.5 25c3.4 0 4-2.5 7-2.5s4 4 6.5 4" />
      </g>
    </svg>
  );
}
