/** Where the writing begins. */
import { useEffect } from 'react';
import { RECIPIENT_FIELDS } from '#core/message/envelope.ts';
import '../../../early/handover.ts';
import { returnWhere } from '../sending/where.ts';
import type { DraftSession } from './draft-session.ts';

/** A new draft begins at To; one that is taken up again, at its body. */
export function useFirstField(form: { readonly current: HTMLElement | null }, session: DraftSession): void {
  useEffect(() => {
    // Arrows among the tabs must not lose the focus to the draft they bring forward.
    if (document.activeElement?.getAttribute('role') === 'tab') return;
    if (returnWhere(session.id, form.current)) return;
    const { content } = session.state();
    // What is written stands above the signature.
    if (content.body.startsWith('\n')) form.current?.querySelector('textarea')?.setSelectionRange(0, 0);
    const begun = RECIPIENT_FIELDS.some((field) => content[field].length > 0);
    form.current?.querySelector<HTMLElement>(begun ? 'textarea' : '#recipients-to')?.focus();
    globalThis.earlyWindow?.take(({ text, selection }) => {
      if (/[,;]\s*$/.test(text)) session.commit('to', text);
      else session.type('to', text);
      const to = form.current?.querySelector<HTMLInputElement>('#recipients-to');
      to?.focus();
      // The text is in the field with the next paint.
      requestAnimationFrame(() => to?.setSelectionRange(...selection));
    });
  }, [form, session]);
}
