/** NOTIFY and RET in words, for the slip, the composer's options and the identity form. */
import { NotifyWhen, type Notify, type Ret } from '#core/message/dsn.ts';
import { useWords } from '../../words.ts';

type Combination =
  | 'never'
  | 'success'
  | 'failure'
  | 'delay'
  | 'success-failure'
  | 'success-delay'
  | 'failure-delay'
  | 'success-failure-delay';

/** Every NOTIFY there is, as a select names it; the order of its moments means nothing (RFC 3461 §4.1). */
export const NOTIFIES: Readonly<Record<Combination, Notify>> = {
  never: [],
  failure: ['failure'],
  'failure-delay': ['failure', 'delay'],
  delay: ['delay'],
  success: ['success'],
  'success-failure': ['success', 'failure'],
  'success-delay': ['success', 'delay'],
  'success-failure-delay': ['success', 'failure', 'delay'],
};

const isCombination = (text: string): text is Combination => Object.hasOwn(NOTIFIES, text);

export function combinationOf(notify: Notify): Combination {
  const name = NotifyWhen.options.filter((when) => notify.includes(when)).join('-');
  return isCombination(name) ? name : 'never';
}

export const notifyOf = (text: string): Notify | null => (isCombination(text) ? NOTIFIES[text] : null);

export interface DeliveryWords {
  /** null: nothing is asked for */
  readonly notify: (notify: Notify | null) => string;
  readonly ret: (ret: Ret | null) => string;
}

export function useDeliveryWords(): DeliveryWords {
  const { t } = useWords();
  return {
    notify: (notify) => t(`sending.notify.${notify === null ? 'server' : combinationOf(notify)}`),
    ret: (ret) => t(`sending.ret.${ret ?? 'server'}`),
  };
}
