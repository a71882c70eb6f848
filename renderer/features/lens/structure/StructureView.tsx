/** The MIME tree of a message, and the part that is chosen in it. */
import type { Structure } from '#core/mime/structure.ts';
import type { Header, LensMessage } from '../message.ts';
import { useSelection } from '../selection.tsx';
import { useReport } from '../share/use-report.ts';
import type { ViewProps } from '../views.ts';
import { PartDetail } from './PartDetail.tsx';
import { PartTree } from './PartTree.tsx';
import { useContents, type Contents } from './use-structure.ts';
import { WithStructure } from './WithStructure.tsx';
import { useStructureWords } from './words.ts';
import styles from './structure.module.css';

export default function StructureView({ message, header }: ViewProps) {
  const t = useStructureWords();
  return (
    <WithStructure message={message} reading={t('reading')} failed={t('failed')}>
      {(structure) => <Parts key={message.key} message={message} header={header} structure={structure} />}
    </WithStructure>
  );
}

function Parts({
  message,
  header,
  structure,
}: {
  readonly message: LensMessage;
  readonly header: Header;
  readonly structure: Structure;
}) {
  const contents = useContents(message, structure).data;
  const { part: chosen, selectPart } = useSelection();
  const part = structure.parts[chosen] ?? structure.parts[0];
  useReport(header, 'structure', () => outline(structure, contents));
  if (part === undefined) return null;
  return (
    <div className={styles.structure}>
      <PartTree structure={structure} contents={contents} chosen={part.index} onChoose={selectPart} />
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
