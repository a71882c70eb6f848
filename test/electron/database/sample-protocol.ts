/** The calls of sample-worker.ts. */
import { z } from 'zod';

export const sampleProtocol = {
  double: { request: z.number(), reply: z.number() },
  later: { request: z.number(), reply: z.number() },
  fail: { request: z.enum(['app', 'store', 'other']), reply: z.null() },
  die: { request: z.null(), reply: z.null() },
  hang: { request: z.null(), reply: z.null() },
};
