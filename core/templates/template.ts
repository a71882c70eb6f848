/** What is written again and again: recipients, subject and text with fields to fill in; one that has text alone is a snippet. */
import { z } from 'zod';
import { RecipientEntry } from '../message/draft.ts';
import { MOST_FIELDS } from '../message/own-header.ts';
import { OwnHeaderField } from '../message/sending-schema.ts';

export const TemplateId = z.ulid().brand('TemplateId');
export type TemplateId = z.infer<typeof TemplateId>;

export const MOST_TEMPLATES = 500;

export const TemplateContent = z.strictObject({
  name: z.string().trim().min(1).max(200),
  to: z.array(RecipientEntry).max(500),
  cc: z.array(RecipientEntry).max(500),
  bcc: z.array(RecipientEntry).max(500),
  subject: z.string().max(10_000),
  /** plain text, line ends LF */
  body: z.string().max(200_000),
  /** of a rich one, as a draft has it, without pictures */
  html: z.string().max(400_000).optional(),
  /** header fields of its messages' own; absent: none */
  headers: z.array(OwnHeaderField).max(MOST_FIELDS).optional(),
});
export type TemplateContent = z.infer<typeof TemplateContent>;

export const Template = TemplateContent.extend({
  id: TemplateId,
  /** ms since the epoch */
  savedAt: z.number(),
});
export type Template = z.infer<typeof Template>;
