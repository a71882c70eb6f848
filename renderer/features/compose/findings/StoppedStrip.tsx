/** Above the foot: an error in what would go out stopped Send. On from here: to the findings, or out all the same. */
import { Button } from '@mantine/core';
import { InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';

export function StoppedStrip({
  errors,
  onShow,
  onSend,
}: {
  readonly errors: number;
  readonly onShow: () => void;
  readonly onSend: () => void;
}) {
  const { t } = useWords();
  return (
    <div role="alert">
      <InlineMessage
        tone="error"
        actions={
          <>
            <Button size="xs" onClick={onShow}>
              {t('findings.out.show')}
            </Button>
            <Button size="xs" onClick={onSend}>
              {t('findings.out.sendAnyway')}
            </Button>
          </>
        }
      >
        {t('findings.out.stopped', { count: errors })}
      </InlineMessage>
    </div>
  );
}
