/** Whose place a header field of the message's own takes. */
import { describe, expect, it } from 'vitest';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { content, identity } from '#test/core/message/drafts.ts';
import { replacedBy } from '#renderer/features/compose/options/own/replaced.ts';

const from = identity({ organisation: 'Velmont', headers: [{ name: 'X-Campaign', value: 'spring' }] });

describe('a field of the message’s own', () => {
  it.each([
    ['x-campaign', { what: 'identity', value: 'spring' }],
    ['Organization', { what: 'identity', value: 'Velmont' }],
    ['Importance', { what: 'option', value: 'high' }],
    ['In-Reply-To', { what: 'answer', value: '<1@a.example>' }],
    ['X-Other', null],
  ])('%s', (name, replaced) => {
    const draft = content({
      sending: { ...USUAL_SENDING, importance: 'high' },
      inReplyTo: '<1@a.example>',
    });
    expect(replacedBy({ name, value: 'x' }, draft, from)).toEqual(replaced);
  });

  it('takes nobody’s without a value', () => {
    expect(replacedBy({ name: 'X-Campaign', value: '' }, content(), from)).toBeNull();
  });
});
