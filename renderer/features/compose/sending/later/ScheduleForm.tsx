/** When it shall go: presets, or date, time and zone; what that is on the reader's own clocks; a time that has passed is refused in place. */
import { Button, TextInput } from '@mantine/core';
import { IconCalendarClock } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import type { Schedule } from '#core/message/sending.ts';
import { wallClockAt, type WallClock } from '#core/message/zone.ts';
import { capital, formatMoment, systemZone } from '../../../../format.ts';
import { useNow } from '../../../../ui/clock.ts';
import { Icon } from '../../../../ui/index.ts';
import { useWords } from '../../../../words.ts';
import styles from './later.module.css';
import { judge, presets } from './times.ts';
import { ZoneSelect } from './ZoneSelect.tsx';

export default function ScheduleForm({
  before,
  action,
  busy,
  quiet = false,
  onSchedule,
  onCancel,
}: {
  /** what is chosen already; null: tomorrow morning is offered */
  readonly before: Schedule | null;
  /** what the button says */
  readonly action: string;
  readonly busy: boolean;
  /** another button of this pane is the yellow one */
  readonly quiet?: boolean;
  readonly onSchedule: (schedule: Schedule) => void;
  readonly onCancel: () => void;
}) {
  const { t, language } = useWords();
  const own = systemZone();
  const now = useNow(true);
  const [zone, setZone] = useState(before?.zone ?? own);
  const [clock, setClock] = useState<WallClock>(() => firstClock(before, own));
  const [asked, setAsked] = useState(false);
  const title = useId();
  const problem = useId();
  const chosen = judge(clock, zone, now);
  const wrong = !chosen.ok && (chosen.why === 'past' || asked) ? chosen.why : null;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setAsked(true);
    if (chosen.ok) onSchedule({ at: chosen.at, zone });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onCancel();
  };
  return (
    <form className={styles.form} aria-labelledby={title} noValidate onSubmit={submit} onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <b id={title}>{t('outbox.later.title')}</b>
        <div className={styles.presets}>
          {presets(now, zone).map(({ name, at }) => (
            <Button key={name} size="xs" onClick={() => setClock(wallClockAt(at, zone))}>
              {t(`outbox.later.preset.${name}`)}
            </Button>
          ))}
        </div>
      </div>
      <div className={styles.fields}>
        <TextInput
          type="date"
          label={t('outbox.later.date')}
          value={clock.date}
          min={wallClockAt(now, zone).date}
          error={wrong !== null}
          aria-describedby={problem}
          data-autofocus
          autoFocus
          onChange={(event) => setClock({ ...clock, date: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('outbox.later.time')}
          value={clock.time}
          error={wrong !== null}
          aria-describedby={problem}
          onChange={(event) => setClock({ ...clock, time: event.currentTarget.value })}
        />
        <ZoneSelect value={zone} onChange={setZone} />
      </div>
      <div className={styles.foot}>
        <p id={problem} className={styles.says} data-wrong={wrong !== null || undefined} role="status">
          {wrong !== null && t(`outbox.later.${wrong}`)}
          {chosen.ok &&
            (zone === own
              ? t('outbox.later.goes', { when: formatMoment(chosen.at, language, zone, now) })
              : t('outbox.later.goesHere', {
                  when: formatMoment(chosen.at, language, own, now),
                  zone: own.replaceAll('_', '\u00A0'),
                }))}
        </p>
        <Button variant="subtle" onClick={onCancel}>
          {capital(t('app.cancel'), language)}
        </Button>
        <Button
          type="submit"
          variant={quiet ? 'default' : 'filled'}
          loading={busy}
          aria-disabled={!chosen.ok}
          {...(!chosen.ok && { 'data-disabled': true })}
          leftSection={<Icon of={IconCalendarClock} />}
        >
          {action}
        </Button>
      </div>
    </form>
  );
}

function firstClock(before: Schedule | null, own: string): WallClock {
  if (before !== null) return wallClockAt(before.at, before.zone);
  const now = Date.now();
  const tomorrow = presets(now, own).find(({ name }) => name === 'tomorrow');
  return wallClockAt(tomorrow?.at ?? now, own);
}
