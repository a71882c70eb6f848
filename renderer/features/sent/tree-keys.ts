/** What Right and Left do in a list of which some lines unfold, as in any tree: open and go in, close and go out. */
import type { SentLine } from '#core/contract/mailings.ts';
import type { SubmissionId } from '#core/message/ids.ts';

export type TreeStep =
  | { readonly kind: 'unfold'; readonly mailing: SubmissionId; readonly unfolded: boolean }
  | { readonly kind: 'go'; readonly index: number };

/** `line`: the one at `index`; undefined while it is not known. Undefined: the key does nothing there. */
export function stepInTree(key: string, index: number, line: SentLine | undefined): TreeStep | undefined {
  if (line === undefined || (key !== 'ArrowRight' && key !== 'ArrowLeft')) return undefined;
  const isRight = key === 'ArrowRight';
  if (line.kind === 'mailing') {
    if (isRight && line.isUnfolded) return { kind: 'go', index: index + 1 };
    if (isRight === line.isUnfolded) return undefined;
    return { kind: 'unfold', mailing: line.mailing.id, unfolded: isRight };
  }
  // Its mailing stands right above the first of its messages.
  return line.mailing === null || isRight ? undefined : { kind: 'go', index: index - line.position };
}
