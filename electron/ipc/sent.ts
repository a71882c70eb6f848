/** The sent list and its days, from the index; and making the index anew. */
import type { SentLine, SentLines, SentLinesRequest } from '#core/contract/mailings.ts';
import { sumInSent } from '#core/mailing/states.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function sentHandlers({ services }: Program): HandlersOf<'sent'> {
  return {
    'sent.page': async (request) => (await services.sent.index()).page(request),
    'sent.lines': async (request) => linesOf(services, request),
    'sent.days': async (request) => (await services.sent.index()).days(request),
    'sent.place': async (request) => (await services.sent.index()).place(request),
    'sent.named': async ({ names }) => (await services.sent.index()).named(names),
    'sent.reported': async (by) => (await services.sent.index()).reported(by),
    'sent.rebuild': async () => services.sent.rebuild(),
  };
}

/** Of a mailing that is not all in Sent the outbox says the rest, where it can be asked. */
async function linesOf(services: Program['services'], request: SentLinesRequest): Promise<SentLines> {
  const found = await (await services.sent.index()).lines(request);
  const isWhole = (line: SentLine): boolean =>
    line.kind === 'message' || line.mailing.listed >= line.mailing.messages;
  if (found.lines.every(isWhole)) return found;
  const outbox = await services.outbox().catch(() => null);
  const lines = found.lines.map((line) => {
    if (line.kind === 'message' || isWhole(line)) return line;
    const { id, listed, messages } = line.mailing;
    const sums = sumInSent(listed, messages, outbox?.mailings.sums(id) ?? null);
    return { ...line, mailing: { ...line.mailing, sums } };
  });
  return { ...found, lines };
}
