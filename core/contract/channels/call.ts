/** The form of a call between page and main, for the lists of them. */
import { z } from 'zod';

export const nothing = z.null();

export const call = <Request extends z.ZodType, Reply extends z.ZodType>(request: Request, reply: Reply) => ({
  request,
  reply,
});

/** Which bytes of a message are asked for: at most 4 MiB a call. */
export const range = {
  offset: z.int().nonnegative(),
  length: z
    .int()
    .min(1)
    .max(4 << 20),
};
