/** Asked once before all that waits of a mailing is given up: of those whom others have it beside, nothing can bring it back. */
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { OutboxMailing } from '#core/contract/mailings.ts';
import { formatNumber } from '../../format.ts';
import { InlineMessage } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { useMailingsT } from './words.ts';

export function Confirm({
  mailing: { sums },
  busy,
  onYes,
  onNo,
}: {
  readonly mailing: OutboxMailing;
  readonly busy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const say = useMailingsT();
  const { language } = useWords();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  const {
    refused = 0,
    waiting = 0,
    deferred = 0,
    held = 0,
    paused = 0,
    scheduled = 0,
    accepted = 0,
    unknown = 0,
  } = sums;
  const count = waiting + deferred + held + paused + scheduled;
  // What was refused keeps the draft until it is put away.
  const isDraftAgain = accepted + unknown + refused === 0;
  return (
    <InlineMessage
      tone="warning"
      live
      actions={
        <>
          <Button size="xs" disabled={busy} onClick={onYes}>
            {say('confirm.go')}
          </Button>
          <Button ref={keep} size="xs" onClick={onNo}>
            {say('confirm.keep')}
          </Button>
        </>
      }
    >
      {say('confirm.cancel', { count, number: formatNumber(count, language) })}{' '}
      {isDraftAgain
        ? say('confirm.draft')
        : accepted > 0 &&
          say('confirm.others', { count: accepted, number: formatNumber(accepted, language) })}
    </InlineMessage>
  );
}
