/** Whether a header may be a bounce's or a receipt's: only then is its body looked at. */
import { fieldsNamed } from '#core/headers/parse.ts';
import type { Header } from '../../lens/message.ts';

export const mayBeReport = ({ bytes, parsed }: Header): boolean =>
  fieldsNamed(parsed, 'X-Failed-Recipients').length > 0 ||
  fieldsNamed(parsed, 'Content-Type').some((field) =>
    /^content-type\s*:\s*multipart\/(?:report|mixed)/i.test(
      new TextDecoder('latin1').decode(bytes.subarray(field.start, Math.min(field.end, field.start + 200))),
    ),
  );
