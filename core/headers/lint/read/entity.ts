/** One MIME entity (RFC 2045 §2.4), the message itself or a part: its fields, its type and its encoding. */
import { octetText } from '../../bytes.ts';
import type { LeafFacts } from './body.ts';
import type { LintField } from './linted.ts';
import { mediaOf, type Media, type Parameter } from './media.ts';

export interface Entity {
  /** those of MIME alone: Content-* and MIME-Version (RFC 2045 §9) */
  readonly fields: readonly LintField[];
  /** 0: the message itself */
  readonly depth: number;
  readonly parent: Entity | null;
  readonly children: Entity[];
  /** null: no Content-Type field */
  readonly type: Media | null;
  /** in lower case; `7bit` where no field says so */
  readonly encoding: string;
  /** null: its body was not read */
  leaf: LeafFacts | null;
}

const named = (fields: readonly LintField[], name: string) => fields.find((field) => field.name === name);
const rawOf = ({ bytes, item }: LintField) => octetText(bytes, { start: item.colon + 1, end: item.end });

export function entityOf(all: readonly LintField[], depth: number, parent: Entity | null): Entity {
  const fields = all.filter(({ name }) => name.startsWith('content-') || name === 'mime-version');
  const typeField = named(fields, 'content-type');
  const encodingField = named(fields, 'content-transfer-encoding');
  const encoding = encodingField ? mediaOf(rawOf(encodingField)).value : '';
  return {
    fields,
    depth,
    parent,
    children: [],
    type: typeField ? mediaOf(rawOf(typeField)) : null,
    encoding: encoding === '' ? '7bit' : encoding,
    leaf: null,
  };
}

export const parameterOf = (media: Media | null, name: string): Parameter | undefined =>
  media?.parameters.find((parameter) => parameter.name === name);

/** `text/plain` where nothing else is said (RFC 2045 §5.2). */
export const typeOf = ({ type }: Entity): string =>
  type === null || type.value === '' ? 'text/plain' : type.value;
