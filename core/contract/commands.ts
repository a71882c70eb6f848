/**
 * The commands of menu, palette and keyboard, once. `keys` uses Electron's accelerator words (`Mod` is Ctrl, Cmd on macOS); two commands
 * share them where only one of the two can be carried out at a time. Words are in i18n `app.command.<id>`; who carries a command out is
 * registered in the page.
 */

export const COMMAND_IDS = [
  'compose',
  'open-file',
  'open-pasted',
  'go-drafts',
  'go-outbox',
  'go-sent',
  'go-lens',
  'go-contacts',
  'go-accounts',
  'go-settings',
  'palette',
  'send',
  'send-later',
  'preview',
  'toggle-slip',
  'sending-options',
  'draft-versions',
  'templates',
  'writing-mode',
  'emoji',
  'attach-folder',
  'spelling-next',
  'spelling-previous',
  'spelling-suggest',
  'spelling-languages',
  'send-all-now',
  'pause-all',
  'resume-all',
  'add-account',
  'test-account',
  'transfer-accounts',
  'save-eml',
  'edit-as-new',
  'send-again',
  'forward-as-attachment',
  'copy-tab',
  'save-report',
  'save-findings',
  'save-pdf',
  'print',
  'guide',
  'next-column',
  'previous-column',
  'close-tab',
  'rebuild-index',
] as const;
export type CommandId = (typeof COMMAND_IDS)[number];

export interface CommandFacts {
  /** null: palette and menu only */
  readonly keys: string | null;
  readonly group: 'go' | 'compose' | 'message' | 'outbox' | 'accounts' | 'view';
  /** its keys mean something else in a text field */
  readonly outsideText?: true;
  /** once more for as long as its keys are held down */
  readonly repeats?: true;
}

export const commands: Record<CommandId, CommandFacts> = {
  compose: { keys: 'Mod+N', group: 'compose' },
  send: { keys: 'Mod+Enter', group: 'compose' },
  'send-later': { keys: 'Mod+Shift+L', group: 'compose' },
  preview: { keys: 'Mod+Shift+P', group: 'compose' },
  'toggle-slip': { keys: 'Mod+Shift+E', group: 'compose' },
  'sending-options': { keys: 'Mod+Shift+O', group: 'compose' },
  'draft-versions': { keys: 'Mod+Shift+Y', group: 'compose' },
  templates: { keys: 'Mod+Shift+D', group: 'compose' },
  'writing-mode': { keys: 'Mod+Shift+X', group: 'compose' },
  emoji: { keys: 'Mod+Shift+J', group: 'compose' },
  'attach-folder': { keys: null, group: 'compose' },
  'spelling-next': { keys: 'F7', group: 'compose', repeats: true },
  'spelling-previous': { keys: 'Shift+F7', group: 'compose', repeats: true },
  'spelling-suggest': { keys: 'Mod+.', group: 'compose' },
  'spelling-languages': { keys: null, group: 'compose' },
  'close-tab': { keys: 'Mod+W', group: 'compose' },
  'open-file': { keys: 'Mod+O', group: 'message' },
  'open-pasted': { keys: 'Mod+Shift+V', group: 'message', outsideText: true },
  'go-drafts': { keys: 'Mod+1', group: 'go' },
  'go-outbox': { keys: 'Mod+2', group: 'go' },
  'go-sent': { keys: 'Mod+3', group: 'go' },
  'go-lens': { keys: 'Mod+4', group: 'go' },
  'go-accounts': { keys: 'Mod+5', group: 'go' },
  'go-contacts': { keys: 'Mod+6', group: 'go' },
  'go-settings': { keys: 'Mod+,', group: 'go' },
  'save-eml': { keys: 'Mod+S', group: 'message' },
  'edit-as-new': { keys: 'Mod+E', group: 'message' },
  'send-again': { keys: 'Mod+Shift+R', group: 'message' },
  'forward-as-attachment': { keys: 'Mod+Shift+F', group: 'message' },
  'copy-tab': { keys: 'Mod+Shift+C', group: 'message' },
  'save-report': { keys: 'Mod+Shift+S', group: 'message' },
  'save-findings': { keys: null, group: 'message' },
  'save-pdf': { keys: null, group: 'message' },
  print: { keys: 'Mod+P', group: 'message' },
  'send-all-now': { keys: 'Mod+Shift+Enter', group: 'outbox' },
  'pause-all': { keys: 'Mod+Shift+H', group: 'outbox' },
  'resume-all': { keys: 'Mod+Shift+H', group: 'outbox' },
  'add-account': { keys: 'Mod+Shift+A', group: 'accounts' },
  'test-account': { keys: 'Mod+Shift+T', group: 'accounts' },
  'transfer-accounts': { keys: null, group: 'accounts' },
  palette: { keys: 'Mod+K', group: 'view' },
  guide: { keys: 'F1', group: 'view' },
  'next-column': { keys: 'F6', group: 'view', repeats: true },
  'previous-column': { keys: 'Shift+F6', group: 'view', repeats: true },
  'rebuild-index': { keys: null, group: 'view' },
};
