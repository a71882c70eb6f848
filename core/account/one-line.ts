/** Text that may stand in a header, a command or a settings file's line: no CR, LF or NUL in it. */
import { z } from 'zod';

export const oneLine = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !/[\r\n]/.test(text) && !text.includes('\0'), { message: 'line-break' });
