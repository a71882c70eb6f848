// A mailing in the outbox, before a real server: one line with its sums, its messages below it, and one word about all of them.
import { describe, expect, it } from 'vitest';
import type { OutboxLine, OutboxLinesRequest, OutboxMailing } from '#core/contract/mailings.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { SubmissionId } from '#core/message/ids.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { to, type Rig } from './rig.ts';
import { MINUTE, said, SECOND, stage, type Stage } from './stage.ts';

const PEOPLE = ['a@dest.example', 'b@dest.example', 'c@dest.example', 'd@dest.example'];

const each = (people: readonly string[] = PEOPLE): Partial<DraftContent> => ({
  to: to(...people),
  subject: 'Each',
  sending: { ...USUAL_SENDING, oneEach: true },
});

const undoable = { settings: { undoSeconds: 600 } };

const lines = (rig: Rig, request: Partial<OutboxLinesRequest> = {}): OutboxLine[] =>
  rig.outbox.mailings.lines({ filter: 'all', unfolded: [], offset: 0, limit: 100, ...request }).lines;

function mailingOf(rig: Rig): OutboxMailing {
  const [line] = lines(rig).filter(({ kind }) => kind === 'mailing');
  if (line?.kind !== 'mailing') throw new Error('no mailing is listed');
  return line.mailing;
}

const told = (line: OutboxLine): string =>
  line.kind === 'mailing'
    ? `${line.mailing.subject} ×${String(line.mailing.messages)}`
    : `${line.mailing === null ? '' : '· '}${line.item.submission.recipients[0]?.address ?? ''}`;

/** Time goes on until it is so. */
const until = ({ time }: Pick<Stage, 'time'>, isSo: () => boolean): Promise<void> =>
  expect
    .poll(
      () => {
        time.pass(SECOND);
        return isSo();
      },
      { timeout: 15_000 },
    )
    .toBe(true);

/** Who is `b` is refused, until told otherwise. */
const refusing = (name: string) => ({
  at: {
    RCPT: (connection: { reply: (text: string) => void }, line: string) =>
      connection.reply(line.includes(`<${name}@`) ? '550 5.1.1 no' : '250 Ok'),
  },
});

describe('a mailing in the list', () => {
  it('is one line beside messages alone', async () => {
    const { rig } = await stage({}, undoable);
    await rig.send(each());
    await rig.send({ to: to('z@dest.example') });
    expect(lines(rig).map(told)).toEqual(['z@dest.example', 'Each ×4']);
    expect(mailingOf(rig)).toMatchObject({ sums: { waiting: 4 }, listed: 4, lead: { waitsFor: 'undo' } });
    expect(rig.outbox.mailings.ended(mailingOf(rig).id)).toBeNull();
  });

  it('has its messages below it where it is unfolded, in the order in which they were written', async () => {
    const { rig } = await stage({}, undoable);
    await rig.send({ to: to('z@dest.example') });
    const id = await rig.send(each());
    const found = lines(rig, { unfolded: [id] });
    expect(found.map(told)).toEqual(['Each ×4', ...PEOPLE.map((who) => `· ${who}`), 'z@dest.example']);
    expect(found.map(({ position, of }) => `${String(position)}/${String(of)}`)).toEqual([
      '1/2',
      '1/4',
      '2/4',
      '3/4',
      '4/4',
      '2/2',
    ]);
    const second = rig.outbox.mailings.lines({ filter: 'all', unfolded: [id], offset: 3, limit: 2 });
    expect([second.total, ...second.lines.map(told)]).toEqual([6, '· c@dest.example', '· d@dest.example']);
  });

  it('sums what became of all of it, those that have left too', async () => {
    const { rig, time } = await stage(refusing('b'));
    await rig.send(each());
    await until({ time }, () => rig.outbox.summary().failed === 1 && rig.outbox.summary().total === 1);
    expect(mailingOf(rig)).toMatchObject({ messages: 4, listed: 1, sums: { refused: 1, accepted: 3 } });
    const { id } = mailingOf(rig);
    expect(rig.outbox.mailings.sums(id)).toEqual({ refused: 1, accepted: 3 });
    expect(rig.outbox.mailings.ended(id)).toEqual({ refused: 1, accepted: 3 });
  });

  it('counts those that the journal has forgotten as accepted, after another start too', async () => {
    const many = Array.from({ length: 105 }, (_, n) => `p${String(n)}@dest.example`);
    const { rig, time, again } = await stage(refusing('p7'));
    await rig.send(each(many));
    await until({ time }, () => rig.outbox.summary().failed === 1 && rig.outbox.summary().total === 1);
    const second = await again();
    expect(mailingOf(second)).toMatchObject({ messages: 105, sums: { refused: 1, accepted: 104 } });
  }, 60_000);

  it('is listed among those of a kind by its messages of that kind', async () => {
    const { rig, time } = await stage(refusing('b'), { settings: { undoSeconds: 0 } });
    const id = await rig.send(each());
    await until({ time }, () => rig.outbox.summary().failed === 1 && rig.outbox.summary().total === 1);
    expect(lines(rig, { filter: 'failed', unfolded: [id] }).map(told)).toEqual([
      'Each ×4',
      '· b@dest.example',
    ]);
    expect(lines(rig, { filter: 'waiting' })).toEqual([]);
  });

  it('is no line any more once it is over', async () => {
    const { rig, time } = await stage();
    const id = await rig.send(each());
    await until({ time }, () => rig.outbox.summary().total === 0);
    expect(lines(rig)).toEqual([]);
    await expect.poll(() => rig.outbox.mailings.sums(id)).toBeNull();
  });
});

describe('one word about all of a mailing', () => {
  it('pauses and resumes them in one commit each', async () => {
    const batches: (readonly OutboxEvent[])[] = [];
    const { rig, server, time } = await stage(
      {},
      { settings: { undoSeconds: 10 }, onJournalled: (events) => batches.push(events) },
    );
    const id = await rig.send(each());
    batches.length = 0;
    expect(await rig.outbox.decisions.ofMailing({ id, action: 'pause' })).toBe(4);
    expect(batches.map((batch) => batch.map(({ kind }) => kind))).toEqual([Array(4).fill('paused')]);
    expect(mailingOf(rig)).toMatchObject({ sums: { paused: 4 } });
    expect(mailingOf(rig).actions).toContain('resume');
    time.pass(MINUTE);
    expect(server.connections).toEqual([]);
    expect(await rig.outbox.decisions.ofMailing({ id, action: 'resume' })).toBe(4);
    await until({ time }, () => rig.outbox.summary().total === 0);
    expect(said(server, 'RCPT')).toHaveLength(4);
  });

  it('sends them before their delay is over', async () => {
    const { rig, server, time } = await stage({}, undoable);
    const id = await rig.send(each());
    expect(await rig.outbox.decisions.ofMailing({ id, action: 'send-now' })).toBe(4);
    await until({ time }, () => rig.outbox.summary().total === 0);
    expect(said(server, 'RCPT')).toHaveLength(4);
  });

  it('sends those that are scheduled with the Date of now', async () => {
    const { rig, server, time } = await stage();
    const id = await rig.send(each(), { at: time.now() + 48 * 60 * MINUTE, zone: 'UTC' });
    expect(mailingOf(rig)).toMatchObject({ sums: { scheduled: 4 } });
    await rig.outbox.decisions.ofMailing({ id, action: 'send-now' });
    await until({ time }, () => rig.outbox.summary().total === 0);
    const dates = server.connections.flatMap(({ bodies }) =>
      bodies.map((body) => Date.parse(/^Date: (.*)\r$/m.exec(body.toString('latin1'))?.[1] ?? '')),
    );
    expect(dates).toHaveLength(4);
    expect(dates.every((date) => Math.abs(date - time.now()) < 10 * MINUTE)).toBe(true);
  });

  it('gives up whoever waits, and leaves those alone that others have', async () => {
    const { rig, server, time } = await stage({}, undoable);
    const id = await rig.send(each());
    const [first] = rig.outbox.list();
    if (first === undefined) throw new Error('nothing waits');
    await rig.outbox.decisions.sendNow(first.submission.id);
    await until({ time }, () => rig.outbox.summary().total === 3);
    expect(await rig.outbox.decisions.ofMailing({ id, action: 'cancel' })).toBe(3);
    expect(lines(rig)).toEqual([]);
    time.pass(20 * MINUTE);
    expect(said(server, 'RCPT')).toHaveLength(1);
    await expect.poll(() => rig.drafts.submitted()).toEqual([]);
    expect(await rig.drafts.list()).toEqual([]);
  });

  it('gives all of them up, and what was written is a draft again', async () => {
    const { rig } = await stage({}, undoable);
    const id = await rig.send(each());
    await rig.outbox.decisions.ofMailing({ id, action: 'cancel' });
    await expect.poll(async () => (await rig.drafts.list()).map(({ subject }) => subject)).toEqual(['Each']);
  });

  it('puts away those that were refused', async () => {
    const { rig, time } = await stage({ at: { RCPT: '550 5.1.1 no such user' } });
    const id = await rig.send(each());
    await until({ time }, () => rig.outbox.summary().failed === 4);
    expect(mailingOf(rig).actions).toEqual(['edit', 'dismiss']);
    expect(await rig.outbox.decisions.ofMailing({ id, action: 'dismiss' })).toBe(4);
    expect(lines(rig)).toEqual([]);
  });

  it('is refused where it can be said of none of them', async () => {
    const { rig } = await stage({}, undoable);
    const id = await rig.send(each());
    const notNow = { error: { code: 'not-now' } };
    await expect(rig.outbox.decisions.ofMailing({ id, action: 'resume' })).rejects.toMatchObject(notNow);
    const unknown = SubmissionId.parse('01BX5ZZKBKACTAV9WEVGEMMVRS');
    await expect(rig.outbox.decisions.ofMailing({ id: unknown, action: 'pause' })).rejects.toMatchObject(
      notNow,
    );
  });
});
