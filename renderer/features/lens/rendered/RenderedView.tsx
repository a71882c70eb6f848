/** A message as a mail program renders it: of its readable parts the one that such a program would show, or another by choice. */
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { readableParts } from '#core/mime/readable.ts';
import type { Part, Structure } from '#core/mime/structure.ts';
import { EmptyState } from '../../../ui/index.ts';
import type { LensMessage } from '../message.ts';
import { WithStructure } from '../structure/WithStructure.tsx';
import type { ViewProps } from '../views.ts';
import { HtmlBody } from './HtmlBody.tsx';
import { TextBody } from './TextBody.tsx';
import { useRenderedWords } from './words.ts';
import styles from './rendered.module.css';

export default function RenderedView({ message }: ViewProps) {
  const t = useRenderedWords();
  return (
    <WithStructure key={message.key} message={message} reading={t('reading')} failed={t('failed')}>
      {(structure) => <Readable message={message} structure={structure} />}
    </WithStructure>
  );
}

/** More do not fit beside each other. */
const MOST_BESIDE = 3;

function Readable({ message, structure }: { readonly message: LensMessage; readonly structure: Structure }) {
  const t = useRenderedWords();
  const [{ parts, preferred }] = useState(() => readableParts(structure));
  const [chosen, setChosen] = useState(preferred);
  if (chosen === undefined)
    return (
      <EmptyState icon={IconMailOff} title={t('none')}>
        {t('noneWhy')}
      </EmptyState>
    );
  return (
    <div className={styles.rendered}>
      {parts.length > 1 && <Choice parts={parts} chosen={chosen} onChoose={setChosen} />}
      {chosen.mediaType === 'text/html' ? (
        <HtmlBody key={chosen.index} message={message} structure={structure} part={chosen} />
      ) : (
        <TextBody key={chosen.index} message={message} part={chosen} />
      )}
    </div>
  );
}

function Choice({
  parts,
  chosen,
  onChoose,
}: {
  readonly parts: readonly Part[];
  readonly chosen: Part;
  readonly onChoose: (part: Part) => void;
}) {
  const t = useRenderedWords();
  const id = useId();
  const kind = (part: Part) => t(part.mediaType === 'text/html' ? 'html' : 'text');
  const isPlain = parts.length === 2 && parts[0]?.mediaType !== parts[1]?.mediaType;
  const data = parts.map((part) => ({
    value: String(part.index),
    label: isPlain ? kind(part) : t('part', { kind: kind(part), number: part.number }),
  }));
  const choose = (value: string) => {
    const found = parts.find(({ index }) => String(index) === value);
    if (found !== undefined) onChoose(found);
  };
  return (
    <div className={styles.choice}>
      {parts.length <= MOST_BESIDE ? (
        <>
          <span id={id}>{t('which')}</span>
          <SegmentedControl
            aria-labelledby={id}
            size="xs"
            data={data}
            value={String(chosen.index)}
            onChange={choose}
          />
        </>
      ) : (
        <>
          <label htmlFor={id}>{t('which')}</label>
          <NativeSelect
            id={id}
            size="xs"
            data={data}
            value={String(chosen.index)}
            onChange={(event) => choose(event.currentTarget.value)}
          />
        </>
      )}
    </div>
  );
}
