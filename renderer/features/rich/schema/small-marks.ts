/** Raised and lowered text, which has no button here, and comes with what is pasted. */
import { Mark } from '@tiptap/core';

const script = (tag: 'sub' | 'sup') =>
  Mark.create({ name: tag, parseHTML: () => [{ tag }], renderHTML: () => [tag, 0] });

export const Lowered = script('sub').extend({ excludes: 'sup' });
export const Raised = script('sup').extend({ excludes: 'sub' });
