/** Where the writing begins. */
import { useLayoutEffect } from 'react';
import { RECIPIENT_FIELDS } from '#core/message/envelope.ts';
import '../../../early/handover.ts';
import { focusBody } from '../body/body-handle.ts';
import { cameForward } from '../sending/came-forward.ts';
import { returnWhere } from '../sending/where.ts';
import type { DraftSession } from './draft-session.ts';

/** A new draft begins at To; one that is taken up again, at its body. */
export function useFirstField(form: { readonly current: HTMLElement | null }, session: DraftSession): void {
  // As soon as it stands there, before it is seen: later, a quick key would be lost, or its writer taken back from where they went by then.
  useLayoutEffect(() => {
    // Arrows among the tabs must not lose the focus to the draft they bring forward.
    if (document.activeElement?.getAttribute('role') === 'tab') return;
    if (returnWhere(session.id, form.current)) return;
    if (cameForward(session.id)) {
      document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
      return;
    }
    const { content } = session.state();
    const begun = RECIPIENT_FIELDS.some((field) => content[field].length > 0);
    if (begun) focusBody(session.id, 'last');
    else form.current?.querySelector<HTMLElement>('#recipients-to')?.focus();
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
