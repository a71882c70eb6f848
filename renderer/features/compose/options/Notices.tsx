/** Delivery notices (RFC 3461): when, for whom, how much of the message they bring back, and the identifier they carry. */
import { TextInput } from '@mantine/core';
import type { Identity } from '#core/account/account.ts';
import { mailboxKey } from '#core/message/address.ts';
import type { Notify } from '#core/message/dsn.ts';
import type { Slip } from '#core/message/envelope.ts';
import type { SendingOptions } from '#core/message/sending.ts';
import { NotifySelect, RetSelect } from '../../../ui/delivery/DeliverySelects.tsx';
import { useDeliveryWords } from '../../../ui/delivery/words.ts';
import { useWords } from '../../../words.ts';
import { Cited } from '../fields/Cited.tsx';
import { ENVID_FIELD } from './focus.ts';
import styles from './options.module.css';

type Change = (changes: Partial<SendingOptions>) => void;

export function Notices({
  sending,
  slip,
  identity,
  fieldId,
  onChange,
}: {
  readonly sending: SendingOptions;
  readonly slip: Slip;
  readonly identity: Identity | undefined;
  readonly fieldId: string;
  readonly onChange: Change;
}) {
  const { t } = useWords();
  const words = useDeliveryWords();
  const { dsn } = sending;
  const asIdentity = (text: string) => t('sending.asIdentity', { words: text });
  return (
    <fieldset className={styles.group}>
      <legend>{t('sending.notices')}</legend>
      <NotifySelect
        id={fieldId}
        label={t('sending.when')}
        description={t(isNullSender(slip) ? 'sending.noNotices' : 'sending.whenHint')}
        value={dsn.notify}
        usual={asIdentity(words.notify(identity?.dsn.notify ?? null))}
        onChange={(notify) => onChange({ dsn: { ...dsn, notify } })}
      />
      <SingleRecipients
        sending={sending}
        slip={slip}
        asMessage={dsn.notify ?? identity?.dsn.notify ?? null}
        onChange={onChange}
      />
      <RetSelect
        label={t('sending.bringsBack')}
        value={dsn.ret}
        usual={asIdentity(words.ret(identity?.dsn.ret ?? null))}
        onChange={(ret) => onChange({ dsn: { ...dsn, ret } })}
      />
      <TextInput
        id={ENVID_FIELD}
        label={t('sending.envid')}
        description={t('sending.envidHint')}
        error={slip.envidProblem && <Cited text={t(`smtp.problem.${slip.envidProblem}`)} />}
        classNames={{ input: styles.exact ?? '' }}
        autoComplete="off"
        spellCheck={false}
        maxLength={1000}
        value={dsn.envid}
        onChange={(event) => onChange({ dsn: { ...dsn, envid: event.currentTarget.value } })}
      />
    </fieldset>
  );
}

const isNullSender = ({ overridden, returnPath, returnPathProblem }: Slip): boolean =>
  overridden && returnPath === '' && returnPathProblem === null;

/** Drawn at once; beyond it nobody chooses one by one. */
const SHOWN = 100;

function SingleRecipients({
  sending,
  slip,
  asMessage,
  onChange,
}: {
  readonly sending: SendingOptions;
  readonly slip: Slip;
  readonly asMessage: Notify | null;
  readonly onChange: Change;
}) {
  const { t } = useWords();
  const words = useDeliveryWords();
  const own = new Map(sending.perRecipient.map(({ address, notify }) => [mailboxKey(address), notify]));
  const shown = slip.recipients.slice(0, SHOWN);
  const apart = slip.recipients.filter(({ address }) => own.has(mailboxKey(address))).length;
  const set = (address: string, notify: Notify | null) => {
    const others = sending.perRecipient.filter((one) => mailboxKey(one.address) !== mailboxKey(address));
    onChange({ perRecipient: notify === null ? others : [...others, { address, notify }] });
  };
  if (shown.length === 0) return null;
  return (
    <details className={styles.single}>
      <summary>
        {t('sending.single')}
        {apart > 0 && <span> · {t('sending.singleChosen', { count: apart })}</span>}
      </summary>
      {shown.map(({ address }) => (
        <NotifySelect
          key={mailboxKey(address)}
          label={address}
          value={own.get(mailboxKey(address)) ?? null}
          usual={t('sending.asMessage', { words: words.notify(asMessage) })}
          onChange={(notify) => set(address, notify)}
        />
      ))}
      {slip.recipients.length > SHOWN && (
        <p>{t('sending.moreRecipients', { count: slip.recipients.length - SHOWN })}</p>
      )}
    </details>
  );
}
