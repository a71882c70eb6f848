/** A template's name, subject and text, changed; recipients are those of the draft that it was made of. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import type { Template } from '#core/templates/template.ts';
import { errorOf } from '../../api.ts';
import { toast, useErrorWords } from '../../ui/index.ts';
import styles from './templates.module.css';
import { contentOf, save } from './use.ts';
import { useTemplatesT } from './words.ts';

export function TemplateEdit({
  template,
  onDone,
}: {
  readonly template: Template;
  readonly onDone: () => void;
}) {
  const t = useTemplatesT();
  const say = useErrorWords();
  const { id } = template;
  const content = contentOf(template);
  const [{ name, subject, body }, set] = useState(content);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    void save(id, { ...content, name, subject, body }).then(onDone, (error: unknown) =>
      toast({ kind: 'error', title: say(errorOf(error)) }),
    );
  };
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const edited = { ...content, name, subject, body };
  return (
    <form className={styles.template} onSubmit={submit}>
      <TextInput
        ref={first}
        label={t('name')}
        value={name}
        maxLength={200}
        required
        onChange={({ currentTarget: { value } }) => set({ ...edited, name: value })}
      />
      <TextInput
        label={t('subject')}
        value={subject}
        onChange={({ currentTarget: { value } }) => set({ ...edited, subject: value })}
      />
      <Textarea
        className={styles.text ?? ''}
        label={t('body')}
        value={body}
        rows={10}
        onChange={({ currentTarget: { value } }) => set({ ...edited, body: value })}
      />
      <div className={styles.actions}>
        <Button size="xs" variant="filled" type="submit">
          {t('save')}
        </Button>
        <Button size="xs" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
