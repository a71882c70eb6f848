/** The proxy of the account that is being added: kept with its form, while the password stays in the field that it was typed into. */
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import type { Proxy } from '#core/account/proxy.ts';
import type { AccountInput } from '#core/contract/accounts.ts';
import { keepEdit } from '../edits.ts';
import { resolver, type AccountForm } from '../form/account-form.ts';
import { typedIn } from '../form/typed.ts';
import { goOtherWay } from './finding.ts';

export interface Way {
  readonly form: UseFormReturn<AccountForm>;
  readonly password: RefObject<HTMLInputElement | null>;
  /** Null: something is to be corrected first, and its field says so. */
  readonly ready: () => Promise<ChosenWay | null>;
}

export interface ChosenWay {
  readonly proxy: Proxy;
  readonly proxyPassword: string | null;
}

/** `begun`: the new account's form so far. */
export function useWay(begun: AccountInput | null): Way {
  const form = useForm<AccountForm>({
    ...(begun === null ? {} : { defaultValues: begun }),
    resolver,
    mode: 'onTouched',
  });
  const password = useRef<HTMLInputElement>(null);
  // One was saved, and the next has begun.
  const isBegun = begun !== null;
  const startAnew = useEffectEvent(() => {
    if (begun !== null) form.reset(begun);
  });
  useEffect(() => {
    if (isBegun) startAnew();
  }, [isBegun]);
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values: { proxy } }) => {
          if (begun === null || JSON.stringify(proxy) === JSON.stringify(begun.proxy)) return;
          keepEdit('new', { ...begun, proxy });
          goOtherWay();
        },
      }),
    [form, begun],
  );
  const ready = async (): Promise<ChosenWay | null> => {
    if (!(await form.trigger('proxy', { shouldFocus: true }))) return null;
    const proxy = form.getValues('proxy');
    return {
      proxy: { ...proxy, host: proxy.host.trim(), user: proxy.user.trim() },
      proxyPassword: typedIn(password),
    };
  };
  return { form, password, ready };
}
