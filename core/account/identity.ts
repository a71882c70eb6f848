/** Who a message is from. Several per account; no secret is in here. */
import { z } from 'zod';
import { NO_DSN } from '../message/dsn.ts';
import { DsnDefault } from '../message/dsn-schema.ts';
import { IdentityId } from '../message/ids.ts';
import { checkFieldName } from './field-name.ts';
import { oneLine } from './one-line.ts';

const CustomField = z.strictObject({
  name: z.string().refine((name) => checkFieldName(name) === null, { message: 'field-name' }),
  value: oneLine(2000),
});

export const Identity = z.strictObject({
  id: IdentityId,
  name: oneLine(200),
  address: oneLine(320),
  /** Where answers should go; empty: to the address. */
  replyTo: oneLine(320),
  /** MAIL FROM when it is not the address (bounces go there); empty: the same as From. */
  returnPath: oneLine(320),
  /** Its Organization field; empty: none. */
  organisation: oneLine(200).default(''),
  /** Each message goes to its own address too, unseen by the others. */
  bccSelf: z.boolean().default(false),
  /** Plain text below what is written; empty: none. */
  signature: z.string().max(10_000).default(''),
  /** Header fields that each of its messages gets besides the usual ones. */
  headers: z.array(CustomField).max(50).default([]),
  /** What its messages ask about their delivery, unless one of them says otherwise. */
  dsn: DsnDefault.default(NO_DSN),
});
export type Identity = z.infer<typeof Identity>;

/** An identity of which only name and address are known. */
export const USUAL_IDENTITY: Omit<Identity, 'id' | 'name' | 'address'> = {
  replyTo: '',
  returnPath: '',
  organisation: '',
  bccSelf: false,
  signature: '',
  headers: [],
  dsn: NO_DSN,
};
