/** What the lint has against an identity's header fields; those whose names are refused are left out. */
import { useFormContext, useWatch } from 'react-hook-form';
import { checkFieldName } from '#core/account/field-name.ts';
import type { OwnField } from '#core/headers/lint/own-fields.ts';
import { OwnFieldNotes } from '../../../lens/findings/own/OwnFieldNotes.tsx';
import type { AccountForm } from '../account-form.ts';

const looked = (fields: readonly OwnField[]): OwnField[] =>
  fields.filter(({ name }) => checkFieldName(name) === null);

export default function FieldNotes({ index }: { readonly index: number }) {
  const { control } = useFormContext<AccountForm>();
  const fields = useWatch({ control, name: `identities.${index}.headers` });
  return <OwnFieldNotes fields={fields} looked={looked} />;
}
