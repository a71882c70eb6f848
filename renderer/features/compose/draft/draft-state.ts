/** What is known of one draft that is being written in this window. */
import type { AppError, Problem } from '#core/contract/errors.ts';
import type { AddressField, Merged } from '#core/message/address-fields.ts';
import type { AttachmentView, DraftContent } from '#core/message/draft.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import type { Upload } from './uploads.ts';

/** `envelope`: RCPT TO of an envelope that is set by hand */
export type TypedField = AddressField | 'envelope';

export interface DraftState {
  readonly content: DraftContent;
  /** in the recipient fields, not yet chips */
  readonly typed: Readonly<Record<TypedField, string>>;
  /** what was put into this field and stood somewhere already */
  readonly merged: { readonly field: AddressField; readonly what: readonly Merged[] } | null;
  readonly attachments: readonly AttachmentView[];
  readonly uploads: readonly Upload[];
  readonly saving: 'saved' | 'changed' | 'saving';
  readonly savedAt: number;
  /** of the last save, file or handing over */
  readonly error: AppError | null;
  /** what the outbox found wrong when it was asked to send */
  readonly refused: readonly Problem[];
  /** Send was pressed: everything that is wrong is shown */
  readonly asked: boolean;
  readonly handingOver: boolean;
  readonly submissionId: SubmissionId | null;
}

export const NOTHING_TYPED: DraftState['typed'] = { replyTo: '', to: '', cc: '', bcc: '', envelope: '' };
