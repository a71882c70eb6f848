/** A rich draft as it goes out. What may stand in it is decided in clean-rich.ts, how it is written for readers in core/message/rich. */
import type { DraftContent } from '#core/message/draft.ts';
import { PICTURE } from '#core/message/rich/allowed.ts';
import { mailOfRich } from '#core/message/rich/mail.ts';
import { goesAlong } from '#core/message/rich/pictures.ts';
import { textOfNodes } from '#core/message/rich/text.ts';
import { serialized } from '#core/message/rich/tree.ts';
import type { AttachmentSource } from '../outbox/ports.ts';
import type { Letter } from './as-it-goes.ts';
import { cleanRich } from './clean-rich.ts';

export function richLetter(
  content: DraftContent & { readonly html: string },
  sources: readonly AttachmentSource[],
): Letter {
  const names = new Map<string, string>(
    sources.flatMap(({ id, contentId }) => (contentId === undefined ? [] : [[id, contentId]])),
  );
  const nodes = cleanRich(content.html, new Set(names.keys()));
  const html = serialized(nodes);
  const nameOf = (src: string): string => names.get(PICTURE.exec(src)?.[1] ?? '') ?? '';
  return {
    content: { ...content, html, body: textOfNodes(nodes) },
    sources: sources.filter((source) => goesAlong(source, { html })),
    // RFC 2392 §2: a Content-ID in a URL has its percent signs.
    html: mailOfRich(nodes, content.language ?? null, (src) => `cid:${encodeURI(nameOf(src))}`),
  };
}
