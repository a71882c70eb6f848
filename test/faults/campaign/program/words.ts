/** What the campaign and its program say to each other, one JSON object a message. */
import { z } from 'zod';
import { Fate } from '#core/outbox/submission.ts';

const Timeouts = z.strictObject({
  connect: z.number(),
  greeting: z.number(),
  command: z.number(),
  mail: z.number(),
  rcpt: z.number(),
  data: z.number(),
  dataBlock: z.number(),
  dot: z.number(),
});
export type Timeouts = z.infer<typeof Timeouts>;

/** One server to send through. */
export const Way = z.strictObject({
  port: z.int(),
  secure: z.boolean(),
  /** ms */
  timeouts: Timeouts,
});
export type Way = z.infer<typeof Way>;

export const Setting = z.strictObject({
  profile: z.string(),
  /** all mail is: what is sent is taken, and nothing is tried */
  paused: z.boolean(),
  /** where the built workers are */
  entries: z.string(),
  /** time.ts */
  epoch: z.number(),
  ways: z.array(Way),
  /** of the servers' certificate */
  fingerprint: z.string(),
  /** whether what Sent lists is looked at too: it costs one more thread */
  hasIndex: z.boolean(),
  mirror: z.string().nullable(),
  death: z.strictObject({ number: z.int(), when: z.enum(['before', 'after']) }).nullable(),
});
export type Setting = z.infer<typeof Setting>;

export const OrderedMessage = z.strictObject({
  /** index in the setting's ways */
  way: z.int(),
  recipients: z.array(z.string()),
  body: z.string(),
});
export type OrderedMessage = z.infer<typeof OrderedMessage>;

export const Place = z.strictObject({
  where: z.enum(['outbox', 'archive']),
  recipients: z.array(z.strictObject({ address: z.string(), fate: Fate })),
  status: z.string(),
  diagnosis: z.string().nullable(),
  eml: z.string(),
});
export type Place = z.infer<typeof Place>;

export const Said = z.strictObject({
  places: z.array(Place),
  /** subjects of drafts in sight */
  drafts: z.array(z.string()),
  /** subjects in Sent; null where nobody looked */
  sent: z.array(z.string()).nullable(),
  /** subjects of messages that are there, in their place or cleared away for a while, of which no submission can be read */
  kept: z.array(z.string()),
  /** damage was found and told */
  reported: z.boolean(),
  /** somebody may still be sent to */
  waits: z.boolean(),
});
export type Said = z.infer<typeof Said>;

/** To the program. */
export const Order = z.discriminatedUnion('kind', [
  /**
   * start and send; tells `accepted` for each message that the outbox answered for, then `rest`: when each was tried once, or, where
   * it `stays`, when nobody waits any more
   */
  z.strictObject({
    kind: z.literal('send'),
    setting: Setting,
    messages: z.array(OrderedMessage),
    stays: z.boolean(),
  }),
  /** start, and let go on whoever is held; tells `rest`, with what is said of every message, when nobody waits any more */
  z.strictObject({ kind: z.literal('resume'), setting: Setting }),
  /** close the services; tells `closed` */
  z.strictObject({ kind: z.literal('close') }),
]);
export type Order = z.infer<typeof Order>;

/** From the program. */
export const Told = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('accepted'), message: z.int() }),
  z.strictObject({ kind: z.literal('rest'), said: Said.nullable() }),
  z.strictObject({ kind: z.literal('closed') }),
  z.strictObject({ kind: z.literal('failed'), detail: z.string() }),
]);
export type Told = z.infer<typeof Told>;
