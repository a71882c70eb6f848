/** What the user chose and what the window remembers. Every field has a default, so that an old file still reads. */
import { z } from 'zod';

export const Settings = z.strictObject({
  language: z.enum(['system', 'en', 'fr']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  singleKeyShortcuts: z.boolean().default(true),
  notifyOnFailure: z.boolean().default(true),
  notifyOnSuccess: z.boolean().default(false),
  /** leave subject and names out of notifications */
  discreetNotifications: z.boolean().default(false),
  /** px of the list column */
  listWidth: z.int().min(280).max(480).default(336),
  slipOpen: z.boolean().default(true),
  lensTab: z.enum(['source', 'envelope', 'conversation']).default('source'),
  source: z
    .strictObject({
      lineEnds: z.boolean().default(true),
      spaces: z.boolean().default(true),
      wrap: z.boolean().default(true),
    })
    .default({ lineEnds: true, spaces: true, wrap: true }),
});
export type Settings = z.infer<typeof Settings>;

export const SettingsPatch = z.strictObject({
  language: Settings.shape.language.unwrap().optional(),
  theme: Settings.shape.theme.unwrap().optional(),
  singleKeyShortcuts: z.boolean().optional(),
  notifyOnFailure: z.boolean().optional(),
  notifyOnSuccess: z.boolean().optional(),
  discreetNotifications: z.boolean().optional(),
  listWidth: z.int().min(280).max(480).optional(),
  slipOpen: z.boolean().optional(),
  lensTab: Settings.shape.lensTab.unwrap().optional(),
  source: z.strictObject({ lineEnds: z.boolean(), spaces: z.boolean(), wrap: z.boolean() }).optional(),
});
export type SettingsPatch = z.infer<typeof SettingsPatch>;
