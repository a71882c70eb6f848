/** The small shared components. Theme and toaster are started by main.tsx and the shell. */
export { AccountDot } from './marks/AccountDot.tsx';
export { Badge, PracticeBadge, StatusBadge, type Tone } from './marks/Badge.tsx';
export { Chip } from './marks/Chip.tsx';
export { Icon } from './marks/Icon.tsx';
export { Kbd } from './marks/Kbd.tsx';
export { Postmark } from './marks/Postmark.tsx';
export { Stamp } from './marks/Stamp.tsx';
export { EmptyState } from './panes/EmptyState.tsx';
export { ErrorPane, useErrorWords } from './panes/ErrorPane.tsx';
export { InlineMessage } from './panes/InlineMessage.tsx';
export { marksNarrow } from './panes/narrow.ts';
export { Pane, PaneHeader, SplitPane } from './panes/Panes.tsx';
export { closeToast, toast } from './toast/toast.tsx';
