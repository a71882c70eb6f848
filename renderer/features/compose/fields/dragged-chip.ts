/** A chip on its way from one field to another. Into another program it drops as its words. */
import type { DragEvent } from 'react';
import { ADDRESS_FIELDS, type AddressField } from '#core/message/address-fields.ts';
import type { DraftId } from '#core/message/ids.ts';

const TYPE = 'application/x-facteur-chip';

interface Held {
  readonly draftId: DraftId;
  readonly field: AddressField;
  readonly at: number;
  readonly text: string;
}

export function holdChip({ dataTransfer }: DragEvent, { draftId, field, at, text }: Held): void {
  dataTransfer.setData(TYPE, [draftId, field, String(at)].join(' '));
  dataTransfer.setData('text/plain', text);
  dataTransfer.effectAllowed = 'copyMove';
}

export const isChip = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes(TYPE);

/** Null: of another draft, whose field is not here. */
export function droppedChip(
  { dataTransfer }: DragEvent,
  draftId: DraftId,
): { readonly field: AddressField; readonly at: number } | null {
  const [of, name, at = ''] = dataTransfer.getData(TYPE).split(' ');
  const field = ADDRESS_FIELDS.find((one) => one === name);
  return of !== draftId || field === undefined || !/^\d+$/.test(at) ? null : { field, at: Number(at) };
}
