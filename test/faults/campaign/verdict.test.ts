/** A campaign that finds nothing proves something only if it would find what is wrong: each kind of wrong, made by hand. */
import { describe, expect, it } from 'vitest';
import { judge, type Facts, type Transaction } from './verdict.ts';

const A = 'a@dest.example';
const B = 'b@dest.example';

const transaction = (more: Partial<Transaction> = {}): Transaction => ({
  recipients: [
    { address: A, code: 250 },
    { address: B, code: 250 },
  ],
  hasGoneAhead: true,
  hasDot: true,
  taken: true,
  told: 'whole',
  mayBeUnheard: false,
  isExact: true,
  ...more,
});

type Fate = Facts['places'][number]['recipients'][number]['fate'];

const facts = (a: Fate, b: Fate, transactions: readonly Transaction[], more: Partial<Facts> = {}): Facts => ({
  recipients: [A, B],
  transactions,
  refused: new Set(),
  isAccepted: true,
  places: [
    {
      status: 'queued',
      recipients: [
        { address: A, fate: a },
        { address: B, fate: b },
      ],
    },
  ],
  isKept: false,
  hasDraft: false,
  isListed: null,
  isSpoilt: false,
  isReported: false,
  ...more,
});

const wrongs = (given: Facts): string[] => judge(given).map(({ wrong }) => wrong);

describe('the verdict', () => {
  it('has nothing to say where everybody has it once', () => {
    expect(wrongs(facts('accepted', 'accepted', [transaction()]))).toEqual([]);
  });

  it('sees who was sent to twice', () => {
    expect(wrongs(facts('accepted', 'accepted', [transaction(), transaction()]))).toEqual([
      'duplicated',
      'duplicated',
    ]);
  });

  it('counts what was taken though the reply never came', () => {
    const silent = transaction({ told: 'nothing' });
    expect(wrongs(facts('unknown', 'unknown', [silent]))).toEqual([]);
    expect(
      wrongs(
        facts('accepted', 'unknown', [silent, transaction({ recipients: [{ address: A, code: 250 }] })]),
      ),
    ).toEqual(['duplicated']);
  });

  it('sees who is called accepted and has nothing', () => {
    expect(wrongs(facts('accepted', 'accepted', [transaction({ taken: false, told: 'nothing' })]))).toEqual([
      'wrongly accepted',
      'wrongly accepted',
    ]);
  });

  it('sees who is called refused and has it, or was never refused', () => {
    const one = transaction({ recipients: [{ address: A, code: 250 }] });
    expect(wrongs(facts('refused', 'refused', [one]))).toEqual(['wrongly refused', 'wrongly refused']);
    expect(wrongs(facts('accepted', 'refused', [one], { refused: new Set([B]) }))).toEqual([]);
  });

  it('lets nobody be unknown before DATA, nor after a whole reply that could be heard', () => {
    const early = transaction({ hasGoneAhead: false, hasDot: false, taken: false, told: 'nothing' });
    expect(wrongs(facts('unknown', 'unknown', [early]))).toHaveLength(2);
    expect(wrongs(facts('unknown', 'unknown', [transaction()]))).toHaveLength(2);
    expect(wrongs(facts('unknown', 'unknown', [transaction({ mayBeUnheard: true })]))).toEqual([]);
  });

  it('sees who is left waiting though the server is well', () => {
    expect(wrongs(facts('waiting', 'deferred', []))).toEqual(['stuck', 'stuck']);
  });

  it('sees what is nowhere, and what is in two places', () => {
    expect(wrongs(facts('accepted', 'accepted', [], { places: [] }))).toEqual(['lost']);
    expect(wrongs(facts('accepted', 'accepted', [transaction()], { hasDraft: true }))).toContain(
      'in two places',
    );
    expect(wrongs(facts('accepted', 'accepted', [], { places: [], hasDraft: true }))).toEqual([]);
  });

  it('does not let a draft in sight stand for what somebody has', () => {
    expect(wrongs(facts('accepted', 'accepted', [transaction()], { places: [], hasDraft: true }))).toEqual([
      'duplicated',
    ]);
  });

  it('sees that other bytes went out than are kept, and that Sent does not list what went', () => {
    expect(wrongs(facts('accepted', 'accepted', [transaction({ isExact: false })]))).toEqual(['other bytes']);
    expect(wrongs(facts('accepted', 'accepted', [transaction()], { isListed: false }))).toEqual(['lost']);
  });

  it('lets damage make somebody unknown only where it is told', () => {
    const spoilt = { isSpoilt: true };
    expect(wrongs(facts('unknown', 'unknown', [], { ...spoilt, isReported: true }))).toEqual([]);
    expect(wrongs(facts('unknown', 'unknown', [], spoilt))).toEqual(['not reported', 'not reported']);
    expect(
      wrongs(facts('accepted', 'accepted', [transaction(), transaction()], { ...spoilt, isReported: true })),
    ).toHaveLength(2);
  });
});
