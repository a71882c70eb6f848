/**
 * The server is confirmed: now the password, the test with it, and saving. The password stays in its own field, goes to main for the test
 * and, once that has passed or the user says so, into the vault; nothing of it is kept here.
 */
import { Button, TextInput } from '@mantine/core';
import { IconPencil, IconPlayerStop, IconPlugConnected, IconServer2 } from '@tabler/icons-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import type { AccountInput, AccountView } from '#core/contract/accounts.ts';
import type { Candidate } from '#core/discovery/vocabulary.ts';
import { usePlace } from '../../../place.tsx';
import { ErrorPane, Icon, InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { renameKey, reportOf, type WantedField } from '../edits.ts';
import { TestPanel } from '../findings/TestPanel.tsx';
import { useAccountTest } from '../findings/run.ts';
import { resolver, type AccountForm } from '../form/account-form.ts';
import { KeepPassword } from '../form/KeepPassword.tsx';
import { PasswordField } from '../form/PasswordField.tsx';
import { useSave } from '../form/save.ts';
import { typedIn, typedPasswords } from '../form/typed.ts';
import { SecurityBadge } from './Candidates.tsx';
import { confirm, discardFinding, savedAs, useFinding } from './finding.ts';
import { inputFor, withTokens } from './input.ts';
import { useWayWords } from './ProxyWay.tsx';
import { SignInNote } from './SignInNote.tsx';
import styles from './finding.module.css';

/** Its client secret is asked for in the form. */
const NONE = { current: null };

export function Finish({
  begun,
  candidate,
  proxyPassword,
  onEdit: goOn,
}: {
  readonly begun: AccountInput | null;
  readonly candidate: Candidate;
  readonly proxyPassword: RefObject<HTMLInputElement | null>;
  /** goes on in the form, with all that is known so far */
  readonly onEdit: (values: AccountInput, field?: WantedField) => void;
}) {
  const { t } = useWords();
  const wayWords = useWayWords();
  const { select, compose } = usePlace();
  const { address, saved } = useFinding();
  const form = useForm<AccountForm>({
    ...(begun === null ? {} : { defaultValues: inputFor(begun, address, candidate) }),
    resolver,
  });
  const password = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);
  const [view, setView] = useState<AccountView | null>(null);
  const test = useAccountTest('new');
  const save = useSave((made) => {
    setView(made);
    savedAs(made.account.id);
    renameKey('new', made.account.id);
    select({ accounts: made.account.id });
  });
  const needsPassword = candidate.signIn !== 'none';
  /** a service that gives a name of its own */
  const needsUser = needsPassword && candidate.user === '';
  useEffect(() => password.current?.focus(), []);

  const typed = () => typedIn(password);
  const store = (account: AccountForm) => save.start(account, typedPasswords(password, proxyPassword, NONE));
  const onEdit = (field?: WantedField) => goOn(form.getValues(), field);
  const onTokens = () => goOn(withTokens(form.getValues(), candidate));
  const testAndSave = () =>
    void form.handleSubmit(
      async (account) => {
        if (needsUser && account.user === '') {
          form.setError('user', { message: 'required' }, { shouldFocus: true });
          return;
        }
        setMissing(needsPassword && typed() === null);
        if (needsPassword && typed() === null) {
          password.current?.focus();
          return;
        }
        await test.start(account, { password: typed(), proxyPassword: typedIn(proxyPassword) });
        const report = reportOf('new');
        if (report?.diagnosis === null) await store(account);
      },
      () => onEdit(),
    )();
  /** What is to be corrected in a field stands in the form. */
  const setFocus: typeof form.setFocus = (name) =>
    name === 'host' || name === 'port' ? onEdit(name) : undefined;
  const [host, port, security, proxy] = useWatch({
    control: form.control,
    name: ['host', 'port', 'security', 'proxy'],
  });

  if (saved !== null && view !== null)
    return (
      <>
        {save.keychainTrouble && (
          <KeepPassword
            trouble={save.keychainTrouble}
            onMemory={save.keepInMemory}
            onRetry={save.retryKeychain}
            onNewVault={save.startNewVault}
          />
        )}
        <InlineMessage
          tone="ok"
          live
          actions={
            <>
              <Button
                size="xs"
                variant={save.keychainTrouble === null ? 'filled' : 'default'}
                onClick={() => {
                  discardFinding();
                  void compose(null, view.account.id);
                }}
              >
                {t('discovery.write')}
              </Button>
              <Button size="xs" onClick={discardFinding}>
                {t('discovery.show')}
              </Button>
            </>
          }
        >
          <b>{reportOf(saved)?.diagnosis === null ? t('discovery.saved') : t('discovery.savedUntested')}</b>
        </InlineMessage>
        <FormProvider {...form}>
          <TestPanel
            id={saved}
            view={view}
            test={test}
            likeliest={false}
            onAgain={testAndSave}
            server={view.account}
            doable={{}}
            onAllOffers={discardFinding}
          />
        </FormProvider>
      </>
    );

  const hasFailed = !test.running && (reportOf('new')?.diagnosis ?? null) !== null;
  return (
    <FormProvider {...form} setFocus={setFocus}>
      <form
        className={styles.finish}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!test.running && !save.pending) testAndSave();
        }}
      >
        <section className={styles.candidate} data-chosen aria-label={t('discovery.chosen')}>
          <Icon of={IconServer2} />
          <div>
            <span className={styles.server}>
              <span className={styles.host}>
                <b>{host}</b>:{port}
              </span>
              {security === 'none' || security === 'opportunistic' ? null : (
                <SecurityBadge candidate={{ ...candidate, security }} />
              )}
            </span>
            <span className={styles.why}>
              {address.trim()}
              {proxy.kind !== 'none' && ` · ${wayWords(proxy)}`}
            </span>
          </div>
          <div className={styles.chosenActions}>
            <Button size="xs" variant="subtle" onClick={() => confirm(null)}>
              {t('discovery.another')}
            </Button>
            <Button size="xs" leftSection={<Icon of={IconPencil} size={16} />} onClick={() => onEdit()}>
              {t('discovery.edit')}
            </Button>
          </div>
        </section>
        <SignInNote candidate={candidate} onTokens={onTokens} />
        <TextInput
          className={styles.name ?? ''}
          label={t('discovery.yourName')}
          description={t('discovery.yourNameHint')}
          autoComplete="off"
          spellCheck={false}
          {...form.register('identities.0.name')}
        />
        {needsUser && (
          <TextInput
            className={styles.name ?? ''}
            label={t('accounts.user')}
            description={t('discovery.ownUser')}
            error={form.formState.errors.user && t('accounts.problem.required')}
            autoComplete="off"
            spellCheck={false}
            {...form.register('user')}
          />
        )}
        {needsPassword && (
          <PasswordField
            key={save.times}
            input={password}
            state="none"
            changedTo={null}
            wanted={false}
            onForget={null}
          />
        )}
        {isMissing && <ErrorPane title={t('discovery.passwordMissing')} />}
        <div className={styles.use}>
          {test.running ? (
            <Button leftSection={<Icon of={IconPlayerStop} />} onClick={test.stop}>
              {t('accounts.stopTest')}
            </Button>
          ) : (
            <Button
              type="submit"
              variant="filled"
              loading={save.pending}
              leftSection={<Icon of={IconPlugConnected} />}
            >
              {t('discovery.testAndSave')}
            </Button>
          )}
          {hasFailed && (
            <Button onClick={() => void form.handleSubmit(store, () => onEdit())()}>
              {t('discovery.saveAnyway')}
            </Button>
          )}
        </div>
        {save.error && <ErrorPane title={t('accounts.notSaved')} error={save.error} />}
        <TestPanel
          id="new"
          view={null}
          test={test}
          likeliest={false}
          onAgain={testAndSave}
          server={form.getValues()}
          doable={{
            'enter-password': () => password.current?.focus(),
            'check-network': testAndSave,
            'try-later': testAndSave,
            'unlock-keychain': testAndSave,
            'choose-client-certificate': () => onEdit(),
            // Its fields, and its password, are where the address is.
            'check-proxy': () => confirm(null),
            'choose-sign-in': () => onEdit('signIn.method'),
            'choose-sender': () => onEdit(),
            'set-ehlo-name': () => onEdit('ehloName'),
            'use-oauth2': onTokens,
          }}
          onAllOffers={() => onEdit()}
        />
      </form>
    </FormProvider>
  );
}
