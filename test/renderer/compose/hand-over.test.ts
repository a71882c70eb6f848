import { afterEach, describe, expect, it, vi } from 'vitest';
import { DraftId, type SubmissionId } from '#core/message/ids.ts';
import type { Schedule } from '#core/message/sending-schema.ts';
import { DraftSession } from '#renderer/features/compose/draft/draft-session.ts';
import { handOver, type Ending } from '#renderer/features/compose/sending/hand-over.ts';
import { content } from '#test/core/message/drafts.ts';
import { began, cancelled, ended, people, results, submissionId } from '#test/core/outbox/events.ts';
import { item } from '#test/renderer/outbox/items.ts';
import { Bridge, Refused } from './bridge.ts';

const id = DraftId.parse('0'.repeat(26));

function opened(answers: Bridge['answers'] = {}) {
  const bridge = new Bridge({
    'drafts.save': ({ revision }) => ({ revision: revision + 1, savedAt: 7 }),
    'outbox.send': () => ({ submissionId, undoUntil: null, messages: 1 }),
    ...answers,
  });
  vi.stubGlobal('window', { facteur: bridge });
  const session = new DraftSession({ id, revision: 1, savedAt: 1, content: content(), attachments: [] });
  const endings: [SubmissionId, Ending][] = [];
  const handed: [SubmissionId, number | null][] = [];
  const send = (
    hasProblems = () => false,
    schedule: Schedule | null = null,
    mayGo = () => Promise.resolve(true),
  ) =>
    handOver(session, {
      schedule,
      hasProblems,
      mayGo,
      handed: (submission, undoUntil) => handed.push([submission, undoUntil]),
      ended: (submission, ending) => endings.push([submission, ending]),
    });
  return { bridge, session, endings, handed, send };
}

afterEach(() => void vi.unstubAllGlobals());

describe('Send', () => {
  it('hands over what is saved, chips still being typed among it', async () => {
    const { bridge, session, send } = opened();
    session.type('cc', 'last@d.example');
    await send();
    expect(bridge.requests('drafts.save').length).toBe(1);
    expect(session.state().content.cc.map((entry) => entry.address)).toEqual(['last@d.example']);
    expect(bridge.requests('outbox.send')).toEqual([{ draftId: id, revision: 2, schedule: null }]);
    expect(session.state().submissionId).toBe(submissionId);
  });

  it('hands nothing over while something is wrong, and then shows all of it', async () => {
    const { bridge, session, send } = opened();
    await send(() => true);
    expect(bridge.requests('outbox.send')).toEqual([]);
    expect(session.state().asked).toBe(true);
  });

  it('hands nothing over where what would go out stops it, and leaves the draft to be written on', async () => {
    const { bridge, session, send } = opened();
    await send(
      () => false,
      null,
      () => Promise.resolve(false),
    );
    expect(bridge.requests('outbox.send')).toEqual([]);
    expect([session.state().handingOver, session.state().submissionId]).toEqual([false, null]);
    await send(
      () => false,
      null,
      () => Promise.resolve(true),
    );
    expect(bridge.requests('outbox.send')).toHaveLength(1);
  });

  it('shows what main found wrong', async () => {
    const problems = [{ code: 'attachment-missing', field: 'attachments', value: 'a.pdf' }] as const;
    const { bridge, session, send } = opened({
      'outbox.send': () => {
        throw new Refused({ code: 'draft-problems', problems: [...problems] });
      },
    });
    await send();
    expect([session.state().refused, session.state().submissionId]).toEqual([problems, null]);
    expect(bridge.listening('outbox.changed')).toBe(0);
  });

  it('hands nothing over when the draft cannot be saved', async () => {
    const { bridge, session, send } = opened({
      'drafts.save': () => {
        throw new Refused({ code: 'draft-conflict' });
      },
    });
    session.edit({ body: 'x' });
    await send();
    expect(bridge.requests('outbox.send')).toEqual([]);
    expect([session.state().handingOver, bridge.listening('outbox.changed')]).toEqual([false, 0]);
  });

  it('hands over once, though it is pressed twice', async () => {
    const { bridge, send } = opened();
    await Promise.all([send(), send()]);
    await send();
    expect(bridge.requests('outbox.send').length).toBe(1);
  });

  it('tells once that all of it was accepted, even before main has answered', async () => {
    const { bridge, endings, send } = opened({
      'outbox.send': () => {
        bridge.tell('outbox.changed', { id: submissionId, item: item() });
        bridge.tell('outbox.changed', { id: submissionId, item: item([began()]) });
        bridge.tell('outbox.changed', { id: submissionId, item: null });
        return { submissionId, undoUntil: null, messages: 1 };
      },
    });
    await send();
    expect(endings).toEqual([[submissionId, 'accepted']]);
    bridge.tell('outbox.changed', { id: submissionId, item: null });
    expect(endings.length).toBe(1);
    expect(bridge.listening('outbox.changed')).toBe(0);
  });

  it('tells that it was given up, so that the draft is one again', async () => {
    const { bridge, endings, send } = opened();
    await send();
    bridge.tell('outbox.changed', { id: submissionId, item: item([cancelled]) });
    bridge.tell('outbox.changed', { id: submissionId, item: null });
    expect(endings).toEqual([[submissionId, 'given-up']]);
  });

  it('tells that it is settled where somebody has it and the user put the rest away', async () => {
    const { bridge, endings, send } = opened();
    await send();
    const [one, ...others] = people;
    const partly = item([
      began(),
      results({
        [one]: 'accepted',
        ...Object.fromEntries(others.map((other) => [other, 'refused' as const])),
      }),
      ended(),
    ]);
    bridge.tell('outbox.changed', { id: submissionId, item: partly });
    bridge.tell('outbox.changed', { id: submissionId, item: null });
    expect(endings).toEqual([[submissionId, 'settled']]);
  });

  it('never takes a message that was taken back for one that was accepted', async () => {
    const { bridge, endings, send } = opened({
      'outbox.send': () => ({ submissionId, undoUntil: 99, messages: 1 }),
    });
    await send();
    bridge.tell('outbox.changed', { id: submissionId, item: item() });
    bridge.tell('outbox.changed', { id: submissionId, item: null });
    expect(endings).toEqual([[submissionId, 'given-up']]);
  });

  it('tells until when it can be undone', async () => {
    const { handed, send } = opened({ 'outbox.send': () => ({ submissionId, undoUntil: 99, messages: 1 }) });
    await send();
    expect(handed).toEqual([[submissionId, 99]]);
  });
});

describe('Send later', () => {
  const schedule = { at: 1_800_000_000_000, zone: 'Europe/Paris' };

  it('hands over the time and its zone, and follows it no further', async () => {
    const { bridge, handed, endings, send } = opened();
    await send(() => false, schedule);
    expect(bridge.requests('outbox.send')).toEqual([{ draftId: id, revision: 1, schedule }]);
    expect(handed).toEqual([[submissionId, null]]);
    bridge.tell('outbox.changed', { id: submissionId, item: null });
    expect([endings, bridge.listening('outbox.changed')]).toEqual([[], 0]);
  });
});
