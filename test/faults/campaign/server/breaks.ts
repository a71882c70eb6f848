/** The ways in which the campaign's server breaks: bytes and ends, without knowing where in the session it is. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault, Step } from '../plan.ts';

/** What a break is done with. */
export interface Line {
  write(bytes: string | Buffer): void;
  /** beneath TLS */
  writeRaw(bytes: Buffer): void;
  /** FIN */
  finish(): void;
  reset(): void;
  readonly isClosed: boolean;
}

/** `part`: something that is no whole reply. `over`: the server says nothing more on this connection. */
export interface Done {
  readonly told: 'whole' | 'part' | 'nothing';
  readonly code: number | null;
  readonly isOver: boolean;
}

/** ms between the octets of a slow reply, and between the lines of one that never ends */
const DRIP = 4;
const ENDLESS = 25;
/** ms after which even an endless reply is cut off */
const PATIENCE = 3000;

/** Does what the fault says where `reply` was due. */
export async function breakAt(line: Line, fault: Fault, reply: string): Promise<Done> {
  switch (fault.how) {
    case 'nothing':
      line.write(`${reply}\r\n`);
      return whole(reply);
    case 'RST':
      line.reset();
      return NOTHING;
    case 'FIN':
      line.finish();
      return NOTHING;
    case 'silence':
      return NOTHING;
    case '4xx':
    case '5xx': {
      const refusal =
        REFUSALS[fault.step]?.[fault.how] ?? (fault.how === '4xx' ? '451 4.3.0 no' : '554 5.0.0 no');
      line.write(`${refusal}\r\n`);
      return whole(refusal);
    }
    case '421':
      line.write('421 4.3.2 closing\r\n');
      line.finish();
      return { told: 'whole', code: 421, isOver: true };
    case 'garbage': {
      line.write(GARBAGE[fault.form % GARBAGE.length] ?? 'hello\r\n');
      if (fault.takes) line.finish();
      return PART;
    }
    case 'half':
      line.write(half(reply, fault.form));
      await end(line, fault.form);
      return PART;
    case 'early':
      line.write(`${reply}\r\n`);
      return whole(reply);
    case 'drip':
      for (const octet of `${reply}\r\n`) {
        if (line.isClosed) return PART;
        line.write(octet);
        await pause(DRIP);
      }
      return whole(reply);
    case 'endless':
      for (let passed = 0; passed < PATIENCE && !line.isClosed; passed += ENDLESS) {
        line.write(fault.takes ? `${reply.slice(0, 3)}-and more\r\n` : '2');
        await pause(ENDLESS);
      }
      line.reset();
      return PART;
    case 'TLS alert':
      // internal_error, fatal (RFC 8446 §6)
      line.writeRaw(Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x50]));
      line.finish();
      return PART;
  }
}

const NOTHING: Done = { told: 'nothing', code: null, isOver: true };
const PART: Done = { told: 'part', code: null, isOver: true };
const whole = (reply: string): Done => ({
  told: 'whole',
  code: Number(reply.slice(0, 3)),
  isOver: false,
});

/** Multi-line replies are cut behind a line as well as within one. */
function half(reply: string, form: number): string {
  const code = reply.slice(0, 3);
  const forms = [
    reply.slice(0, 2),
    code,
    `${code} `,
    reply,
    `${reply}\r`,
    `${code}-${reply.slice(4)}\r\n`,
    `${code}-`,
  ];
  return forms[form % forms.length] ?? code;
}

async function end(line: Line, form: number): Promise<void> {
  // Elsewhere than where the form of the half was picked.
  const way = Math.floor(form / 7) % 3;
  if (way === 0) line.finish();
  if (way === 1) {
    await pause(2);
    line.reset();
  }
}

const GARBAGE: readonly (string | Buffer)[] = [
  'hello there\r\n',
  '\r\n',
  '25\r\n',
  '2500 hm\r\n',
  '250_fine\r\n',
  '999 what\r\n',
  ' 250 fine\r\n',
  '250-one\r\n550 two\r\n',
  'HTTP/1.1 200 OK\r\n\r\n',
  '\u0000250 fine\r\n',
  Buffer.from([0xff, 0xfe, 0x80, 0x0d, 0x0a]),
  '100 go on\r\n',
];

const REFUSALS: Partial<Record<Step, Readonly<Record<'4xx' | '5xx', string>>>> = {
  greeting: { '4xx': '451 4.3.2 later', '5xx': '554 5.7.1 not you' },
  EHLO: { '4xx': '451 4.3.2 later', '5xx': '502 5.5.1 no' },
  STARTTLS: { '4xx': '454 4.7.0 not now', '5xx': '501 5.5.4 no' },
  AUTH: { '4xx': '454 4.7.0 not now', '5xx': '535 5.7.8 wrong' },
  MAIL: { '4xx': '451 4.3.0 later', '5xx': '550 5.1.8 not from you' },
  RCPT: { '4xx': '450 4.2.1 later', '5xx': '550 5.1.1 nobody' },
  DATA: { '4xx': '451 4.3.0 later', '5xx': '554 5.6.0 no' },
  dot: { '4xx': '451 4.3.0 later', '5xx': '554 5.7.1 no such content' },
};
