/** Where the signature stands, and the two fields that the program writes by itself: the zone of Date, and what stands at the right of a Message-ID. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useFormContext, useWatch } from 'react-hook-form';
import { domainToAscii, splitAddress } from '#core/message/address.ts';
import { checkMessageIdDomain } from '#core/message/own-fields.ts';
import { useWords } from '../../../../words.ts';
import { problemOf, type AccountForm } from '../account-form.ts';
import styles from '../../accounts.module.css';

export function OwnFields({ index }: { readonly index: number }) {
  const { t } = useWords();
  const { register, control, formState } = useFormContext<AccountForm>();
  const [address, domain] = useWatch({
    control,
    name: [`identities.${index}.address`, `identities.${index}.messageIdDomain`],
  });
  const error = formState.errors.identities?.[index]?.messageIdDomain;
  return (
    <div className={styles.identityFields}>
      <NativeSelect
        label={t('accounts.identity.signaturePlace')}
        description={t('accounts.identityHint.signaturePlace')}
        data={[
          { value: 'below', label: t('accounts.signaturePlace.below') },
          { value: 'above', label: t('accounts.signaturePlace.above') },
        ]}
        {...register(`identities.${index}.signaturePlace`)}
      />
      <NativeSelect
        label={t('accounts.identity.dateZone')}
        description={t('accounts.identityHint.dateZone')}
        data={[
          { value: 'utc', label: t('accounts.dateZone.utc') },
          { value: 'local', label: t('accounts.dateZone.local') },
        ]}
        {...register(`identities.${index}.dateZone`)}
      />
      <TextInput
        label={t('accounts.identity.messageIdDomain')}
        description={t('accounts.identityHint.messageIdDomain', { domain: shown(address, domain) })}
        placeholder={splitAddress(address.trim())?.domain ?? ''}
        error={error && t(`accounts.problem.${problemOf(error.message)}`)}
        autoComplete="off"
        spellCheck={false}
        {...register(`identities.${index}.messageIdDomain`)}
      />
    </div>
  );
}

/** As it will stand there: in A-labels (RFC 5890). */
function shown(address: string, domain: string): string {
  const own = domain.trim();
  const written =
    own !== '' && checkMessageIdDomain(own) === null ? own : splitAddress(address.trim())?.domain;
  return domainToAscii(written ?? '') ?? 'example.org';
}
