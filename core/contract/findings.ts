/** What the lint finds in a draft as it would go out. The words are the page's: it knows the rule by its name. */
import { z } from 'zod';

export const DraftFinding = z.strictObject({
  /** the lint's name for it, e.g. A17 */
  rule: z.string().max(10),
  severity: z.enum(['error', 'warning', 'advice']),
  source: z.strictObject({ label: z.string(), url: z.string() }).nullable(),
  /** of the field that it stands in; null: in the body, in the envelope, or nowhere */
  field: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type DraftFinding = z.infer<typeof DraftFinding>;
