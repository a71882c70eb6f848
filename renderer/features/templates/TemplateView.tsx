/** One template: its fields to fill in, what it gives then, and what can be done with it. */
import { Button, TextInput } from '@mantine/core';
import { IconMail, IconPencil, IconTextPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { fieldsOf, filled } from '#core/templates/fields.ts';
import type { Template } from '#core/templates/template.ts';
import { errorOf } from '../../api.ts';
import { formatList } from '../../format.ts';
import { usePlace } from '../../place.tsx';
import { Icon, toast, useErrorWords } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import type { DraftSession } from '../compose/draft/draft-session.ts';
import { TemplateEdit } from './TemplateEdit.tsx';
import styles from './templates.module.css';
import { contentOf, filledSubject, insertInto, letterFrom, remove, save } from './use.ts';
import { useTemplatesT } from './words.ts';

export function TemplateView({
  template,
  session,
  onClose,
}: {
  readonly template: Template;
  /** the draft in front */
  readonly session: DraftSession | undefined;
  readonly onClose: () => void;
}) {
  const t = useTemplatesT();
  const { language } = useWords();
  const say = useErrorWords();
  const { compose } = usePlace();
  const [values, setValues] = useState<ReadonlyMap<string, string>>(new Map());
  const [editing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const edited = () => {
    // The button is there again before the focus goes to it.
    flushSync(() => setEditing(false));
    edit.current?.focus();
  };
  if (editing) return <TemplateEdit template={template} onDone={edited} />;

  const { id } = template;
  const content = contentOf(template);
  const failed = (error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) });
  const begin = () =>
    void letterFrom(template, values).then((draft) => {
      onClose();
      return compose(draft);
    }, failed);
  const insert = (draft: DraftSession) => {
    onClose();
    insertInto(draft, template, values);
  };
  const discard = () =>
    void remove(id).then(
      () =>
        toast({
          kind: 'info',
          title: t('removed', { name: template.name }),
          undo: () => void save(id, content).catch(failed),
        }),
      failed,
    );
  const subject = filledSubject(template.subject, values);
  const names = [...template.to, ...template.cc, ...template.bcc].map(({ name, address }) =>
    name === '' ? address : name,
  );
  return (
    <section className={styles.template} aria-label={template.name}>
      {fieldsOf([template.subject, template.body]).length > 0 && (
        <div className={styles.fields} role="group" aria-label={t('fields')}>
          {fieldsOf([template.subject, template.body]).map(({ name, fallback }) => (
            <TextInput
              key={name}
              label={name}
              placeholder={fallback}
              value={values.get(name) ?? ''}
              onChange={({ currentTarget: { value } }) => setValues(new Map(values).set(name, value))}
            />
          ))}
        </div>
      )}
      <div className={styles.preview} tabIndex={0} role="group" aria-label={t('preview')}>
        {names.length > 0 && <p>{t('recipients', { names: formatList(names, language) })}</p>}
        {subject !== '' && <p>{t('subjectLine', { subject })}</p>}
        <div>{filled(template.body, values)}</div>
      </div>
      <div className={styles.actions}>
        <Button size="xs" variant="filled" leftSection={<Icon of={IconMail} size={16} />} onClick={begin}>
          {t('letter')}
        </Button>
        {session && (
          <Button
            size="xs"
            leftSection={<Icon of={IconTextPlus} size={16} />}
            onClick={() => insert(session)}
          >
            {t('insert')}
          </Button>
        )}
        <Button
          ref={edit}
          size="xs"
          leftSection={<Icon of={IconPencil} size={16} />}
          onClick={() => setEditing(true)}
        >
          {t('edit')}
        </Button>
        <Button size="xs" leftSection={<Icon of={IconTrash} size={16} />} onClick={discard}>
          {t('remove')}
        </Button>
      </div>
    </section>
  );
}
