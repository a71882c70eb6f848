/** The addresses that a message shows are those of its envelope, whatever may stand in them (RFC 5321 §4.1.2 and §4.1.3). */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressList } from '#core/headers/address-list.ts';
import { fieldsNamed, parseHeader } from '#core/headers/parse.ts';
import { unfolded } from '#core/headers/unfold.ts';
import { checkAddress, toWireAddress } from '#core/message/address.ts';
import { messageOptions } from '#core/message/message-options.ts';
import { headBytes } from '#electron/outbox/making/build-message.ts';
import { content, identity, mailbox } from '../../core/message/drafts.ts';

/** By field, as they are read in the header of the finished message. */
async function shownAddresses(address: string): Promise<Record<string, string[]>> {
  const entries = [mailbox(address, 'Zoé'), mailbox(address), mailbox(address, 'Doe, John')];
  const draft = content({ to: entries, cc: entries, replyTo: entries });
  const made = { messageId: '<1@example.org>', date: new Date(0) };
  const bytes = await headBytes(messageOptions(draft, identity({ address }), made), []);
  const header = parseHeader(bytes);
  const read = (name: string) =>
    fieldsNamed(header, name).flatMap((field) =>
      addressList(unfolded(bytes, field)).map((entry) => entry.address),
    );
  return { from: read('from'), to: read('to'), cc: read('cc'), replyTo: read('reply-to') };
}

function asInTheEnvelope(address: string): Record<string, string[]> {
  const wire = toWireAddress(address);
  const three = [wire, wire, wire];
  return { from: [wire], to: three, cc: three, replyTo: three };
}

const MARKS = Array.from("ab.@<>()[],:; !'`");
const quotedLocalPart = fc
  .array(fc.constantFrom(...MARKS, String.raw`\"`, String.raw`\\`, String.raw`\>`), { maxLength: 60 })
  .map((marks) => `"${marks.join('')}"`);
const literal = fc
  .string({ unit: fc.constantFrom(...Array.from('aZ9<>(),:;@"')), minLength: 1, maxLength: 20 })
  .map((tagged) => `[X-Tag:${tagged}]`);
const address = fc
  .tuple(
    fc.oneof(quotedLocalPart, fc.constant('Zoe')),
    fc.oneof(literal, fc.constantFrom('Dest.Example', 'bücher.example', '[IPv6:2001:DB8::1]')),
  )
  .map(([localPart, domain]) => `${localPart}@${domain}`)
  .filter((one) => checkAddress(one) === null);

it.each(['"a<b>c"@dest.example', '"x>y"@dest.example', 'a@[IPv6:2001:DB8::1]', 'a@[x-tag:foo<bar>,"(]'])(
  'shows %s as it is in the envelope',
  async (one) => expect(await shownAddresses(one)).toEqual(asInTheEnvelope(one)),
);

it('shows each address as it is in the envelope', async () => {
  await fc.assert(
    fc.asyncProperty(address, async (one) => {
      expect(await shownAddresses(one)).toEqual(asInTheEnvelope(one));
    }),
  );
});
