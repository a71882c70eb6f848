/** Another address in place of one that was refused; only it is sent to. */
import { Button, TextInput } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { checkAddress } from '#core/message/address.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { Asking } from '../card/actions.ts';
import styles from '../outbox.module.css';

export function Correct({
  item,
  from,
  asking,
  onClose,
}: {
  readonly item: OutboxItem;
  readonly from: string;
  readonly asking: Asking;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const [to, setTo] = useState(from);
  const [asked, setAsked] = useState(false);
  const hint = useId();
  const problem = checkAddress(to.trim());
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (problem !== null) return;
    void asking.ask('outbox.correct', { id: item.submission.id, from, to: to.trim() }).then((done) => {
      if (done) onClose();
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <form className={styles.correct} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <TextInput
        className={styles.correctField ?? ''}
        aria-label={t('outbox.correct.label')}
        aria-describedby={hint}
        value={to}
        error={asked && problem !== null && t(`smtp.problem.${problem}`, { value: to })}
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="xs"
        loading={asking.busy}
        disabled={to.trim() === from}
        leftSection={<Icon of={IconSend2} size={16} />}
      >
        {t('outbox.correct.go')}
      </Button>
      <Button size="xs" variant="subtle" onClick={onClose}>
        {t('app.cancel')}
      </Button>
      <p id={hint} className={styles.small}>
        {t('outbox.correct.explain', { address: from })}
      </p>
    </form>
  );
}
