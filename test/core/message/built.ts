/** The finished bytes of a draft, built by the same writer as in the program, for tests of what core tells it. */
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Identity } from '#core/account/identity.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { messageOptions } from '#core/message/message-options.ts';
import { BOUNDARY_PREFIX, messageIdOf } from '#core/message/own-fields.ts';

export interface File {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export async function built(
  content: DraftContent,
  identity: Identity,
  files: readonly File[] = [],
): Promise<Buffer> {
  const at = Date.UTC(2026, 10, 23, 12);
  const messageId = messageIdOf(identity, '01KAQ5Z9G0000000000000000A', at);
  const composer = new MailComposer({
    ...messageOptions(content, identity, { messageId, date: new Date(at) }),
    attachments: files.map((file) => ({
      filename: file.name,
      contentType: file.mediaType,
      contentTransferEncoding: 'base64',
      contentDisposition: 'attachment',
      content: Buffer.from(file.bytes),
    })),
    boundaryPrefix: BOUNDARY_PREFIX,
    newline: 'windows',
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of composer.compile().createReadStream())
    if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}
