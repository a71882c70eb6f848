/**
 * The ways to write a draft's text. Each has an editor of its own; what it saves tells which one it was. Another one joins by a line here:
 * everybody else goes through this border.
 */
import type { ComponentType, ReactNode } from 'react';
import type { DraftContent } from '#core/message/draft.ts';
import type { Signature } from '#core/message/signature.ts';
import { part, type Part } from '../../../ui/parts/part.tsx';
import type { DraftSession } from '../draft/draft-session.ts';
import { PlainBody } from './PlainBody.tsx';

export const MODE_IDS = ['plain', 'rich'] as const;
export type ModeId = (typeof MODE_IDS)[number];

/** The part of a draft that its editor owns. `html: undefined` takes it away. */
export type Written = Pick<DraftContent, 'body'> & { readonly html?: string | undefined };

/** What a mode cannot hold, and how often it is there. */
export interface Loss {
  readonly kind: 'emphasis' | 'colours' | 'sizes' | 'alignment' | 'tables' | 'pictures';
  readonly count: number;
}

export interface EditorProps {
  readonly session: DraftSession;
  /** the switch between the modes: it stands at the text's edge, behind it in the order of Tab */
  readonly modes: ReactNode;
}

interface EditorMode {
  readonly id: ModeId;
  /** Loads what the session holds, and again when somebody else changes it; saves by `session.touch`; offers a BodyHandle. */
  readonly Editor: ComponentType<EditorProps>;
  /** of an editor that is loaded when it is first shown */
  readonly again: Part<EditorProps>['again'] | null;
  /** What was written in another mode, as this one has it, and what of it is lost. The signature in it is put as this one has that. */
  readonly take: (
    written: Written,
    signature: Signature,
  ) => Promise<{ readonly written: Written; readonly lost: readonly Loss[] }>;
}

const richBody = part<EditorProps>(async () => {
  const [body, { loadRichWords }] = await Promise.all([
    import('../../rich/RichBody.tsx'),
    import('../../rich/words.ts'),
  ]);
  await loadRichWords();
  return body;
});

export const modes: Readonly<Record<ModeId, EditorMode>> = {
  plain: {
    id: 'plain',
    Editor: PlainBody,
    again: null,
    take: async ({ html, body }, signature) => {
      if (html === undefined) return { written: { body }, lost: [] };
      const { plainOf } = await import('../../rich/plain-of.ts');
      return plainOf(html, signature);
    },
  },
  rich: {
    id: 'rich',
    Editor: richBody.View,
    again: richBody.again,
    take: async ({ body }, signature) => {
      const { richOfSigned } = await import('#core/message/rich/signed.ts');
      return { written: { body, html: richOfSigned(body, signature) || '<p></p>' }, lost: [] };
    },
  },
};

export const modeOf = ({ html }: Written): ModeId => (html === undefined ? 'plain' : 'rich');
