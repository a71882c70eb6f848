/** What is told of a picture that is attached: where it says that it was taken, if it does. */
import { z } from 'zod';

export const PictureFacts = z.strictObject({
  place: z
    .union([z.strictObject({ latitude: z.number(), longitude: z.number() }), z.literal('somewhere')])
    .nullable(),
});
