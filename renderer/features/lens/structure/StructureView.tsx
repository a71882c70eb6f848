/** The MIME tree of a message, and the part that is chosen in it. */
import { useState } from 'react';
import type { Structure } from '#core/mime/structure.ts';
import { errorOf } from '../../../api.ts';
import { ErrorPane } from '../../../ui/index.ts';
import type { Header, LensMessage } from '../message.ts';
import { useReport } from '../share/use-report.ts';
import type { ViewProps } from '../views.ts';
import { PartDetail } from './PartDetail.tsx';
import { PartTree } from './PartTree.tsx';
import { useContents, useStructure, type Contents } from './use-structure.ts';
import { useStructureWords } from './words.ts';
import styles from './structure.module.css';

export default function StructureView({ message, header }: ViewProps) {
  const t = useStructureWords();
  const structure = useStructure(message);
  const contents = useContents(message, structure.data);
  if (structure.isError)
    return (
      <ErrorPane
        title={t('failed')}
        error={errorOf(structure.error)}
        onRetry={() => void structure.refetch()}
      />
    );
  if (structure.data === undefined)
    return (
      <div className={styles.reading} role="status" aria-busy="true">
        {t('reading')}
      </div>
    );
  return (
    <Parts
      key={message.key}
      message={message}
      header={header}
      structure={structure.data}
      contents={contents.data}
    />
  );
}

function Parts({
  message,
  header,
  structure,
  contents,
}: {
  readonly message: LensMessage;
  readonly header: Header;
  readonly structure: Structure;
  readonly contents: Contents | undefined;
}) {
  const [chosen, setChosen] = useState(0);
  const part = structure.parts[chosen] ?? structure.parts[0];
  useReport(header, 'structure', () => outline(structure, contents));
  if (part === undefined) return null;
  return (
    <div className={styles.structure}>
      <PartTree structure={structure} contents={contents} chosen={part.index} onChoose={setChosen} />
      <PartDetail
        key={part.index}
        message={message}
        part={part}
        content={contents?.get(part.index)}
        measured={contents !== undefined}
      />
    </div>
  );
}

/** One line a part, as a terminal would want it: number, type, name, bytes on the wire and decoded, digest. */
function outline({ parts }: Structure, contents: Contents | undefined): string {
  return parts
    .map(({ index, depth, number, mediaType, fileName, body }) => {
      const content = contents?.get(index);
      return [
        `${'  '.repeat(depth)}${number}`,
        mediaType,
        fileName ?? '',
        String(body.end - body.start),
        content === undefined ? '' : String(content.size),
        content?.sha256 ?? '',
      ].join('\t');
    })
    .join('\n');
}
