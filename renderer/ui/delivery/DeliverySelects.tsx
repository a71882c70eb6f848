/** When to send a notice, and what it brings back: one select each. The empty choice is somebody else's to say; the caller words it. */
import { NativeSelect } from '@mantine/core';
import { Ret, type Notify } from '#core/message/dsn.ts';
import { useWords } from '../../words.ts';
import { combinationOf, NOTIFIES, notifyOf, useDeliveryWords } from './words.ts';

const USUAL = 'usual';

interface SelectProps<T> {
  readonly id?: string;
  readonly label: string;
  readonly description?: string;
  /** null: the usual one */
  readonly value: T | null;
  /** what null stands for */
  readonly usual: string;
  readonly onChange: (value: T | null) => void;
}

export function NotifySelect({ value, usual, onChange, ...shown }: SelectProps<Notify>) {
  const { language } = useWords();
  const words = useDeliveryWords();
  return (
    <NativeSelect
      {...shown}
      value={value === null ? USUAL : combinationOf(value)}
      data={[
        { value: USUAL, label: sentence(usual, language) },
        ...Object.entries(NOTIFIES).map(([name, notify]) => ({
          value: name,
          label: sentence(words.notify(notify), language),
        })),
      ]}
      onChange={(event) => onChange(notifyOf(event.currentTarget.value))}
    />
  );
}

export function RetSelect({ value, usual, onChange, ...shown }: SelectProps<Ret>) {
  const { language } = useWords();
  const words = useDeliveryWords();
  return (
    <NativeSelect
      {...shown}
      value={value ?? USUAL}
      data={[
        { value: USUAL, label: sentence(usual, language) },
        ...Ret.options.map((ret) => ({ value: ret, label: sentence(words.ret(ret), language) })),
      ]}
      onChange={(event) => onChange(Ret.safeParse(event.currentTarget.value).data ?? null)}
    />
  );
}

/** The same words stand within a line elsewhere. */
const sentence = (text: string, language: string): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
