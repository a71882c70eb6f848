/** The subject, in one line: a line break that is pasted becomes a blank. */
import { useWords } from '../../../words.ts';
import composer from '../compose.module.css';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraft } from '../draft/sessions.ts';

export function SubjectField({ session }: { readonly session: DraftSession }) {
  const { t } = useWords();
  const { subject } = useDraft(session, ({ content }) => ({ subject: content.subject }));
  return (
    <div className={composer.field}>
      <label htmlFor="subject">{t('compose.subject')}</label>
      <input
        id="subject"
        className={composer.subject}
        value={subject}
        autoComplete="off"
        onChange={(event) => session.edit({ subject: event.currentTarget.value.replace(/[\r\n\0]+/g, ' ') })}
      />
    </div>
  );
}
