/** A placeholder that its owner replaces. */
import type { SentList } from '#core/contract/sent.ts';
import { Pane } from '../../ui/index.ts';

export default function SentPlace({ list }: { readonly list: SentList }) {
  return <Pane label={list}>{null}</Pane>;
}
