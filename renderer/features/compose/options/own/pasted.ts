/** Header lines that are pasted whole, folded ones too (RFC 5322 §2.2.3), as fields. */
import type { HeaderField } from '#core/message/own-header.ts';

const LINE = /^([!-9;-~]{1,76}):[ \t]*(.*)$/;

/** Null: that is no header, and is pasted as text. */
export function pastedFields(text: string): HeaderField[] | null {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const fields = lines.flatMap((line): HeaderField[] => {
    const [, name, value] = LINE.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value: value.trim() }];
  });
  return fields.length > 0 && fields.length === lines.length ? fields : null;
}
