/** About how large the message will be. A short text is measured with every change, a long one, or one for many, when its writer rests: that takes longer than a key may. */
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { Identity } from '#core/account/identity.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { firstMessageOf } from '#core/message/one-each.ts';
import { estimateSize } from '#core/message/size.ts';
import { formatBytes } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraft } from '../draft/sessions.ts';

/** characters */
const LONG = 50_000;
/** recipients */
const MANY = 1000;
/** ms without a change */
const REST = 1000;

export function Size({ session, identity }: { readonly session: DraftSession; readonly identity: Identity }) {
  const { t, language } = useWords();
  const { content, attachments } = useDraft(session, (state) => ({
    content: state.content,
    attachments: state.attachments,
  }));
  const measured = useMeasured(session, content);
  const bytes = useMemo(() => {
    const first = firstMessageOf(measured, identity);
    return estimateSize(first.content, first.identity, attachments);
  }, [measured, identity, attachments]);
  return (
    <div>
      <dt>{t('compose.slip.size')}</dt>
      <dd>{t('compose.slip.about', { size: formatBytes(bytes, language) })}</dd>
    </div>
  );
}

function useMeasured(session: DraftSession, content: DraftContent): DraftContent {
  const soon = useDeferredValue(content);
  const [rested, rest] = useState(content);
  const { to, cc, bcc } = content;
  const isLong = (content.html ?? content.body).length > LONG || to.length + cc.length + bcc.length > MANY;
  const measure = useEffectEvent(() => {
    // Who is still writing is measured after the next save.
    if (!session.hasUntold) rest(content);
  });
  useEffect(() => {
    if (!isLong) return;
    const timer = setTimeout(() => measure(), REST);
    return () => clearTimeout(timer);
  }, [content, isLong]);
  return isLong ? rested : soon;
}
