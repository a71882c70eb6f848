/** Addresses put in, changed and moved; a mailbox named twice is merged. */
import { describe, expect, it } from 'vitest';
import { moveEntry, putEntries } from '#core/message/address-fields.ts';

const at = (address: string, name = '') => ({ name, address });
const lea = at('lea@a.example', 'Léa');
const jonas = at('jonas@b.example');
const mira = at('mira@c.example');
const content = { to: [lea, jonas], cc: [mira], bcc: [] };

describe('what is put in', () => {
  it('stands behind what is there', () => {
    expect(putEntries(content, 'to', [at('new@d.example')])).toEqual({
      changes: { to: [lea, jonas, at('new@d.example')] },
      merged: [],
    });
  });

  it('is merged with the same mailbox of any recipient field, whatever its domain’s case', () => {
    const again = [at('lea@A.EXAMPLE'), at('mira@c.example'), at('new@d.example'), at('new@D.example')];
    expect(putEntries(content, 'bcc', again)).toEqual({
      changes: { bcc: [at('new@d.example')] },
      merged: [
        { address: 'lea@A.EXAMPLE', field: 'to' },
        { address: 'mira@c.example', field: 'cc' },
        { address: 'new@D.example', field: 'bcc' },
      ],
    });
  });

  it('keeps a local part of another case apart', () => {
    expect(putEntries(content, 'to', [at('Lea@a.example')]).merged).toEqual([]);
  });

  it('takes the place of what it was made from', () => {
    const change = putEntries(content, 'to', [at('lea@new.example')], { at: 0, instead: 1 });
    expect(change).toEqual({ changes: { to: [at('lea@new.example'), jonas] }, merged: [] });
  });

  it('may be itself again', () => {
    expect(putEntries(content, 'to', [lea], { at: 0, instead: 1 })).toEqual({
      changes: { to: [lea, jonas] },
      merged: [],
    });
  });

  it('may be a recipient and stand in Reply-To', () => {
    expect(putEntries(content, 'replyTo', [lea])).toEqual({ changes: { replyTo: [lea] }, merged: [] });
    expect(putEntries({ ...content, replyTo: [lea] }, 'replyTo', [lea]).merged).toHaveLength(1);
  });
});

describe('what is moved', () => {
  it('leaves the one field for the other', () => {
    expect(moveEntry(content, 'to', 0, 'bcc')).toEqual({
      changes: { to: [jonas], bcc: [lea] },
      merged: [],
    });
    expect(moveEntry(content, 'cc', 0, 'replyTo').changes).toEqual({ cc: [], replyTo: [mira] });
  });

  it('changes nothing within its own field, or when it is gone', () => {
    expect(moveEntry(content, 'to', 0, 'to').changes).toEqual({});
    expect(moveEntry(content, 'to', 9, 'cc').changes).toEqual({});
  });

  it('is merged where it is named already', () => {
    const twice = { ...content, replyTo: [jonas] };
    expect(moveEntry(twice, 'replyTo', 0, 'cc')).toEqual({
      changes: { replyTo: [], cc: [mira] },
      merged: [{ address: 'jonas@b.example', field: 'to' }],
    });
  });
});
