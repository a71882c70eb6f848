import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_CHUNK } from '#core/contract/uploads.ts';
import type { AttachmentView } from '#core/message/draft.ts';
import { DraftId } from '#core/message/ids.ts';
import { DraftSession } from '#renderer/features/compose/draft/draft-session.ts';
import { attachmentId, content } from '#test/core/message/drafts.ts';
import { Bridge, Refused } from './bridge.ts';

const id = DraftId.parse('0'.repeat(26));
const blank = content({ to: [], subject: '', body: '' });
const view = (n: number, name: string, size: number): AttachmentView => ({
  id: attachmentId(n),
  name,
  size,
  mediaType: 'text/plain',
  state: 'ready',
});

function opened(answers: Bridge['answers'] = {}) {
  const bridge = new Bridge({
    'drafts.save': ({ revision }) => ({ revision: revision + 1, savedAt: 7 }),
    ...answers,
  });
  vi.stubGlobal('window', { facteur: bridge });
  const session = new DraftSession({ id, revision: 3, savedAt: 1, content: blank, attachments: [] });
  return { bridge, session };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an envelope set by hand', () => {
  const byHand = (recipients: string[]) => ({
    ...blank.sending,
    envelope: { returnPath: null, recipients },
  });

  it('takes what was typed as addresses, also when Send comes before Enter', () => {
    const { session } = opened();
    session.edit({ sending: byHand(['a@b.example']) });
    session.type('envelope', 'Mira <mira@b.example>, c@d.example');
    session.commitAll();
    const { content: now, typed } = session.state();
    expect(now.sending).toEqual(byHand(['a@b.example', 'mira@b.example', 'c@d.example']));
    expect([typed.envelope, now.to]).toEqual(['', []]);
  });

  it('takes nothing more once it follows the message again', () => {
    const { session } = opened();
    session.type('envelope', 'a@b.example');
    session.commitAll();
    expect(session.state().content.sending).toEqual(blank.sending);
  });
});

describe('an editor that tells only when it is asked', () => {
  it('is asked once for each save, however many keys there were', async () => {
    const { bridge, session } = opened();
    const tell = vi.fn(() => ({ body: 'told', html: '<p>told</p>' }));
    for (let key = 0; key < 20; key += 1) session.touch(tell);
    await vi.advanceTimersByTimeAsync(2000);
    expect(tell).toHaveBeenCalledOnce();
    expect(bridge.requests('drafts.save')).toMatchObject([{ content: { html: '<p>told</p>' } }]);
  });

  it('makes the draft no blank one, and is not taken for told by that question', () => {
    const { session } = opened();
    session.touch(() => ({ body: 'told', html: '<p>told</p>' }));
    expect(session.isBlank).toBe(false);
    expect(session.state().content.html).toBe(undefined);
    expect(session.settle().html).toBe('<p>told</p>');
  });

  it('has its signature exchanged with the sender, below what was written a moment ago', () => {
    const { session } = opened();
    session.touch(() => ({ body: 'told\n\n-- \nCamille\n', html: '<p>told</p><p>-- <br>Camille</p>' }));
    const from = { accountId: blank.accountId, identityId: blank.identityId };
    const rich = { text: 'Zoë & Co', html: '<p><strong>Zoë</strong> &amp; Co</p>' };
    session.sendFrom(from, { text: 'Camille', html: '' }, rich);
    expect(session.state().content).toMatchObject({
      html: '<p>told</p><p>-- <br><strong>Zoë</strong> &amp; Co</p>',
      body: 'told\n\n-- \nZoë & Co\n',
    });
    session.sendFrom(from, rich, { text: 'Camille', html: '' });
    expect(session.state().content.html).toBe('<p>told</p><p>-- <br>Camille</p>');
  });
});

describe('a draft that is written', () => {
  it('is saved two seconds after the first change, however much is typed meanwhile', async () => {
    const { bridge, session } = opened();
    for (const body of ['a', 'ab', 'abc']) {
      session.edit({ body });
      await vi.advanceTimersByTimeAsync(600);
    }
    expect([session.state().saving, bridge.calls.length]).toEqual(['changed', 0]);
    await vi.advanceTimersByTimeAsync(200);
    expect(bridge.requests('drafts.save')).toEqual([{ id, revision: 3, content: { ...blank, body: 'abc' } }]);
    expect([session.state().saving, session.state().savedAt, session.revision]).toEqual(['saved', 7, 4]);
  });

  it('is saved again when something was typed while it was being saved', async () => {
    const { bridge, session } = opened({
      'drafts.save': ({ revision }) => {
        if (revision === 3) session.edit({ subject: 'later' });
        return { revision: revision + 1, savedAt: 7 };
      },
    });
    session.edit({ subject: 'first' });
    expect(await session.save()).toBe(true);
    expect(bridge.requests('drafts.save')).toMatchObject([
      { content: { subject: 'first' } },
      { content: { subject: 'later' } },
    ]);
  });

  it('is not saved when nothing changed', async () => {
    const { bridge, session } = opened();
    expect(await session.save()).toBe(true);
    expect(bridge.calls).toEqual([]);
  });

  it('says that another window was there first, and overwrites nothing', async () => {
    const { bridge, session } = opened({
      'drafts.save': () => {
        throw new Refused({ code: 'draft-conflict' });
      },
    });
    session.edit({ body: 'mine' });
    expect(await session.save()).toBe(false);
    expect(session.state().error).toEqual({ code: 'draft-conflict' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bridge.requests('drafts.save').length).toBe(1);
  });

  it('is tried again when the disk was full', async () => {
    let full = true;
    const { session } = opened({
      'drafts.save': ({ revision }) => {
        if (full) throw new Refused({ code: 'disk', reason: 'full' });
        return { revision: revision + 1, savedAt: 9 };
      },
    });
    session.edit({ body: 'kept' });
    await vi.advanceTimersByTimeAsync(2000);
    expect(session.state().error).toEqual({ code: 'disk', reason: 'full' });
    full = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect([session.state().saving, session.state().error]).toEqual(['saved', null]);
  });

  it('makes chips of what is pasted, and of what was typed when it closes', async () => {
    const { session } = opened();
    session.commit('to', 'a@b.example, C <c@d.example>');
    session.type('bcc', 'e@f.example');
    await session.close();
    expect(session.state().content.to.map((entry) => entry.address)).toEqual(['a@b.example', 'c@d.example']);
    expect(session.state().content.bcc.map((entry) => entry.address)).toEqual(['e@f.example']);
    expect(session.state().saving).toBe('saved');
  });

  it('is blank until something is in it', () => {
    const { session } = opened();
    expect(session.isBlank).toBe(true);
    session.type('to', 'a');
    expect(session.isBlank).toBe(false);
  });
});

describe('dropped files', () => {
  const arriving = () => {
    const received = new Map<string, number>();
    return {
      'attachments.begin': ({ name }: { name: string }) => ({ id: attachmentId(name === 'one' ? 1 : 2) }),
      'attachments.chunk': ({ id: file, bytes }: { id: string; bytes: Uint8Array }) => {
        received.set(file, (received.get(file) ?? 0) + bytes.byteLength);
        return { received: received.get(file) ?? 0 };
      },
      'attachments.finish': ({ id: file }: { id: string }) => {
        const one = file === attachmentId(1);
        return view(one ? 1 : 2, one ? 'one' : 'two', received.get(file) ?? 0);
      },
      'attachments.abort': () => null,
    };
  };

  it('come in pieces of at most the bound, in their order', async () => {
    const { bridge, session } = opened(arriving());
    const size = 2 * MAX_CHUNK + 5;
    await session.files.add([new File([new Uint8Array(size)], 'one'), new File(['x'], 'two')]);
    expect(bridge.requests('attachments.chunk')).toMatchObject(
      [MAX_CHUNK, MAX_CHUNK, 5, 1].map((byteLength) => ({ bytes: { byteLength } })),
    );
    expect(session.state().attachments).toEqual([view(1, 'one', size), view(2, 'two', 1)]);
    expect(session.state().uploads).toEqual([]);
  });

  it('are forgotten by both sides when given up', async () => {
    const { bridge, session } = opened(arriving());
    const unsubscribe = session.subscribe(() => {
      const [upload] = session.state().uploads;
      if (upload !== undefined && upload.sent > 0) session.files.cancelUpload(upload.key);
    });
    await session.files.add([new File([new Uint8Array(3 * MAX_CHUNK)], 'one')]);
    unsubscribe();
    expect(bridge.requests('attachments.chunk').length).toBe(1);
    expect(bridge.requests('attachments.abort').length).toBe(1);
    expect([session.state().attachments, session.state().uploads, session.state().error]).toEqual([
      [],
      [],
      null,
    ]);
  });

  it('that cannot be read say so and leave nothing behind', async () => {
    const { bridge, session } = opened({
      ...arriving(),
      'attachments.chunk': () => {
        throw new Refused({ code: 'disk', reason: 'full' });
      },
    });
    await session.files.add([new File(['x'], 'one')]);
    expect(session.state().error).toEqual({ code: 'disk', reason: 'full' });
    expect(bridge.requests('attachments.abort').length).toBe(1);
    expect(session.state().uploads).toEqual([]);
  });
});
