/** What is typed in an account's form is kept at each change, and a form without edits follows its account. */
import { useEffect } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { AccountView } from '#core/contract/accounts.ts';
import { dropEdit, keepEdit, type AccountKey } from '../edits.ts';
import { formOf, type AccountForm } from './account-form.ts';

export function useEdits(
  form: UseFormReturn<AccountForm>,
  id: AccountKey,
  view: AccountView | null,
  unsaved: boolean,
): void {
  const account = view?.account;
  const saved = account === undefined ? null : JSON.stringify(formOf(account));
  useEffect(() => {
    // The account changed elsewhere (the practice server's port, another window). A form that says the same already is left alone: its rows
    // would be made anew, and the focus in them lost.
    if (account === undefined || unsaved || JSON.stringify(form.getValues()) === saved) return;
    form.reset(formOf(account));
  }, [form, account, saved, unsaved]);
  useEffect(
    () =>
      // So that going elsewhere loses nothing.
      form.subscribe({
        formState: { values: true },
        callback: (state) => {
          if (JSON.stringify(state.values) === saved) dropEdit(id);
          else keepEdit(id, state.values);
        },
      }),
    [form, id, saved],
  );
}
