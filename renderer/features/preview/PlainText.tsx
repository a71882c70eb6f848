/** What readers have who show no HTML: the message's first text/plain part. */
import { IconMailOff } from '@tabler/icons-react';
import { readableParts } from '#core/mime/readable.ts';
import { errorOf } from '../../api.ts';
import { EmptyState, ErrorPane } from '../../ui/index.ts';
import { Waiting } from '../lens/Lens.tsx';
import type { LensMessage } from '../lens/message.ts';
import { TextBody } from '../lens/rendered/TextBody.tsx';
import { useStructure } from '../lens/structure/use-structure.ts';
import rendered from '../lens/rendered/rendered.module.css';
import { usePreviewWords } from './words.ts';

export default function PlainText({ message }: { readonly message: LensMessage }) {
  const t = usePreviewWords();
  const structure = useStructure(message);
  if (structure.isError)
    return (
      <ErrorPane
        title={t('failed')}
        error={errorOf(structure.error)}
        onRetry={() => void structure.refetch()}
      />
    );
  if (structure.data === undefined) return <Waiting />;
  const part = readableParts(structure.data).parts.find(({ mediaType }) => mediaType === 'text/plain');
  if (part === undefined)
    return (
      <EmptyState icon={IconMailOff} title={t('noText')}>
        {t('noTextWhy')}
      </EmptyState>
    );
  return (
    <div className={rendered.rendered}>
      <TextBody message={message} part={part} />
    </div>
  );
}
