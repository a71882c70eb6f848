/** What is asked about before a message goes. */
import { describe, expect, it } from 'vitest';
import { AttachmentView } from '#core/message/draft.ts';
import { doubtsOf, MANY_VISIBLE, type Doubted } from '#core/message/doubts/doubts.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { foreignDomain } from '#core/message/doubts/fits-account.ts';

const mailboxes = (count: number, name = 'somebody') =>
  Array.from({ length: count }, (_, at) => ({
    name: '',
    address: `${name}${String(at)}@stagecraft.example`,
  }));

const sound: Doubted = {
  content: { to: mailboxes(1), cc: [], subject: 'Dates', body: 'Hello', sending: USUAL_SENDING },
  attachments: [],
  account: { user: 'lea@stagecraft.example', host: 'smtp.stagecraft.example' },
  identity: { address: 'lea@stagecraft.example' },
  findings: [],
};
const file = {
  id: '01AAAAAAAAAAAAAAAAAAAAAAAA',
  name: 'a',
  size: 1,
  mediaType: 'text/plain',
  state: 'ready',
};

describe('doubts', () => {
  it('there are none of an ordinary letter', () => {
    expect(doubtsOf(sound, [])).toEqual([]);
  });

  it('are about a file that is spoken of, in body or subject, and not there', () => {
    const spoken = { ...sound, content: { ...sound.content, body: 'The plan is attached.' } };
    expect(doubtsOf(spoken, [])).toEqual([{ kind: 'attachment', words: 'attached' }]);
    const inSubject = { ...sound, content: { ...sound.content, subject: 'Devis en pièce jointe' } };
    expect(doubtsOf(inSubject, [])).toEqual([{ kind: 'attachment', words: 'pièce jointe' }]);
    const attached = { ...spoken, attachments: [AttachmentView.parse(file)] };
    expect(doubtsOf(attached, [])).toEqual([]);
  });

  it('are about a subject of blanks', () => {
    const blank = { ...sound, content: { ...sound.content, subject: ' \t' } };
    expect(doubtsOf(blank, [])).toEqual([{ kind: 'subject' }]);
  });

  it('are about many who see each other, each mailbox counted once', () => {
    const to = mailboxes(MANY_VISIBLE);
    expect(doubtsOf({ ...sound, content: { ...sound.content, to, cc: to } }, [])).toEqual([]);
    const cc = mailboxes(1, 'other');
    expect(doubtsOf({ ...sound, content: { ...sound.content, to, cc } }, [])).toEqual([
      { kind: 'visible', count: MANY_VISIBLE + 1 },
    ]);
  });

  it('are not about many where each gets a message of their own', () => {
    const sending = { ...USUAL_SENDING, oneEach: true };
    const to = mailboxes(MANY_VISIBLE + 1);
    expect(doubtsOf({ ...sound, content: { ...sound.content, to, sending } }, [])).toEqual([]);
  });

  it('are about a size that the lint finds too large, with both numbers', () => {
    const finding = {
      rule: 'R12',
      severity: 'error',
      source: null,
      field: null,
      params: { size: 1100, limit: 1000 },
    } as const;
    expect(doubtsOf({ ...sound, findings: [finding] }, [])).toEqual([
      { kind: 'size', size: 1100, limit: 1000 },
    ]);
  });

  it('are never about what was dismissed', () => {
    const blank = { ...sound, content: { ...sound.content, subject: '', body: 'attached' } };
    expect(doubtsOf(blank, ['subject'])).toEqual([{ kind: 'attachment', words: 'attached' }]);
  });
});

describe('an identity', () => {
  it.each([
    ['the same domain', 'lea@a.example', 'lea@a.example', 'smtp.b.example'],
    ['one below it', 'lea@team.a.example', 'lea@a.example', 'smtp.b.example'],
    ['one above it', 'lea@a.example', 'lea@mail.a.example', 'smtp.b.example'],
    ['the domain of the server', 'lea@a.example', 'u1@b.example', 'mail.a.example'],
    ['another of the same provider', 'lea@wanadoo.fr', 'lea@orange.fr', 'smtp.orange.fr'],
    ['no sign-in', 'lea@a.example', '', 'smtp.b.example'],
    ['a user name without a domain', 'lea@a.example', 'lea', 'smtp.b.example'],
    ['case alone', 'lea@A.Example', 'lea@a.example', 'smtp.b.example'],
  ])('fits: %s', (_, address, user, host) => {
    expect(foreignDomain(address, { user, host })).toBeNull();
  });

  it('of a domain that the account has nothing to do with does not', () => {
    const account = { user: 'lea@b.example', host: 'smtp.b.example' };
    expect(foreignDomain('lea@a.example', account)).toEqual({ from: 'a.example', account: 'b.example' });
  });
});
