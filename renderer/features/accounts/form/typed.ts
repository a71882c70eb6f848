/** What stands in the fields of passwords: read when it is needed, and kept nowhere here. */
import type { RefObject } from 'react';
import type { PasswordKind } from '#core/contract/accounts.ts';
import type { TypedPassword } from './save.ts';

type Field = RefObject<HTMLInputElement | null>;

/** Null: nothing was typed. */
export const typedIn = ({ current }: Field): string | null =>
  current === null || current.value === '' ? null : current.value;

export function typedPasswords(own: Field, ofProxy: Field, ofClient: Field): readonly TypedPassword[] {
  const one = (kind: PasswordKind, field: Field): readonly TypedPassword[] => {
    const password = typedIn(field);
    return password === null ? [] : [{ kind, password }];
  };
  return [...one('password', own), ...one('proxy-password', ofProxy), ...one('client-secret', ofClient)];
}
