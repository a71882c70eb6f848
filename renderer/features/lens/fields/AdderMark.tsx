/** Who added a field: a short mark in the list, and the sentence that says why it is thought so. */
import {
  IconFeather,
  IconInbox,
  IconListDetails,
  IconQuestionMark,
  IconServer,
  IconUpload,
  type TablerIcon,
} from '@tabler/icons-react';
import { stampedBy, type Added, type Adder } from '#core/headers/added-by.ts';
import type { HeaderItem } from '#core/headers/parse.ts';
import { Badge, type Tone } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';

const looks: Readonly<Record<Adder, { readonly icon: TablerIcon; readonly tone: Tone }>> = {
  composer: { icon: IconFeather, tone: 'neutral' },
  submission: { icon: IconUpload, tone: 'info' },
  relay: { icon: IconServer, tone: 'info' },
  list: { icon: IconListDetails, tone: 'info' },
  delivery: { icon: IconInbox, tone: 'info' },
  nobody: { icon: IconQuestionMark, tone: 'warn' },
};

export function AdderMark({ by }: { readonly by: Adder }) {
  const { t } = useWords();
  const { icon, tone } = looks[by];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`lens.fields.by.${by}`)}
    </Badge>
  );
}

export function AddedWords({
  added,
  items,
  bytes,
}: {
  readonly added: Added;
  readonly items: readonly HeaderItem[];
  readonly bytes: Uint8Array;
}) {
  const { t } = useWords();
  const stamp = added.stamp === null ? undefined : items[added.stamp];
  const host = (stamp && stampedBy(bytes, stamp)) ?? t('lens.route.unnamed');
  return t(`lens.fields.because.${added.because}`, { host });
}
