/** An address of the envelope with the fields that tell it; its name chooses the first of them in all views. */
import { useMemo } from 'react';
import type { InferredAddress } from '#core/headers/inferred-envelope.ts';
import { formatList, formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { useOpenedWords } from '../../opened/words.ts';
import type { Header } from '../message.ts';
import { useSelection } from '../selection.tsx';
import { evidencePlaces } from './evidence-place.ts';
import { AddressBox, Qualified } from './Pair.tsx';

const SOURCES = 6;

export function Inferred({
  header,
  name,
  one,
  hidden = false,
}: {
  readonly header: Header;
  readonly name: string;
  readonly one: InferredAddress;
  readonly hidden?: boolean;
}) {
  const { t, language } = useWords();
  const opened = useOpenedWords();
  const { item, select } = useSelection();
  const places = useMemo(() => evidencePlaces(header, one), [header, one]);
  const [place] = places;
  const fields = one.evidence
    .slice(0, SOURCES)
    .map(({ field, line }) =>
      line === null
        ? opened('envelope.mboxLine')
        : opened('envelope.fieldLine', { field, line: formatNumber(line, language) }),
    );
  return (
    <AddressBox
      name={name}
      address={one.address}
      mark={one.address !== '' && <Qualified is={one.qualification} />}
      inEnvelope
      hidden={hidden}
      {...(place !== undefined && {
        chosen: item !== null && places.includes(item),
        onChoose: () => select(place),
      })}
    >
      {one.address === '' && `${t('lens.envelope.nullSender')}. `}
      {opened('envelope.from', { fields: formatList(fields, language) })}
    </AddressBox>
  );
}
