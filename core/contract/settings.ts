/** What the user chose and what the window remembers. Every field has a default, so that an old file still reads. */
import { z } from 'zod';
import { LANGUAGES } from '../i18n/languages.ts';
import { SpellingSettings } from '../spelling/spelling.ts';

export const MissedSchedule = z.enum(['send', 'ask']);
export type MissedSchedule = z.infer<typeof MissedSchedule>;

/** What is asked about before a message goes (core/message/doubts), and `domain`, which is asked at the address. */
export const DoubtKind = z.enum(['attachment', 'subject', 'visible', 'identity', 'size', 'domain']);
export type DoubtKind = z.infer<typeof DoubtKind>;

export const Settings = z.strictObject({
  language: z.enum(['system', ...LANGUAGES]).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  singleKeyShortcuts: z.boolean().default(true),
  notifyOnFailure: z.boolean().default(true),
  notifyOnSuccess: z.boolean().default(false),
  /** leave subject and names out of notifications */
  discreetNotifications: z.boolean().default(false),
  /** s between Send and the first connection; 0: at once */
  undoSeconds: z.int().min(0).max(60).default(5),
  /** what becomes of mail whose time passed while the program was closed */
  missedSchedule: MissedSchedule.default('send'),
  /** h of trying, after which a message waits for the user; 0: never. RFC 5321 §4.5.4.1 names four to five days. */
  giveUpAfterHours: z
    .int()
    .min(0)
    .max(24 * 365)
    .default(120),
  /** nothing leaves before the user goes on; what they send is taken all the same */
  outboxPaused: z.boolean().default(false),
  /** those who accepted mail become contacts */
  learnContacts: z.boolean().default(true),
  /** px of the list column */
  listWidth: z.int().min(280).max(480).default(336),
  slipOpen: z.boolean().default(true),
  /** how a new draft is written: as the last one was */
  writing: z.enum(['plain', 'rich']).default('plain'),
  /** the emoji put in last, the newest first */
  recentEmoji: z.array(z.string().min(1).max(40)).max(16).default([]),
  /** never asked about again, until Settings bring it back */
  dismissedDoubts: z.array(DoubtKind).max(20).default([]),
  /** unusual domains that are meant as they stand */
  keptDomains: z.array(z.string().max(255)).max(500).default([]),
  spelling: SpellingSettings.default({ identities: {}, capitals: false }),
  lensTab: z
    .enum([
      'source',
      'fields',
      'envelope',
      'route',
      'authentication',
      'conversation',
      'structure',
      'findings',
      'rendered',
      'compare',
    ])
    .default('source'),
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
  undoSeconds: z.int().min(0).max(60).optional(),
  missedSchedule: MissedSchedule.optional(),
  giveUpAfterHours: Settings.shape.giveUpAfterHours.unwrap().optional(),
  outboxPaused: z.boolean().optional(),
  learnContacts: z.boolean().optional(),
  listWidth: z.int().min(280).max(480).optional(),
  slipOpen: z.boolean().optional(),
  writing: Settings.shape.writing.unwrap().optional(),
  recentEmoji: Settings.shape.recentEmoji.unwrap().optional(),
  dismissedDoubts: Settings.shape.dismissedDoubts.unwrap().optional(),
  keptDomains: Settings.shape.keptDomains.unwrap().optional(),
  spelling: SpellingSettings.optional(),
  lensTab: Settings.shape.lensTab.unwrap().optional(),
  source: z.strictObject({ lineEnds: z.boolean(), spaces: z.boolean(), wrap: z.boolean() }).optional(),
});
export type SettingsPatch = z.infer<typeof SettingsPatch>;
