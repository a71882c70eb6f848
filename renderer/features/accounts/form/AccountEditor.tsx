/**
 * The form of one account. What is typed is kept in edits.ts until it is saved; the password stays in its own field, goes to main once, and
 * is not kept anywhere here. The test's findings stand below the server's fields.
 */
import { Tabs } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { FormProvider, useForm, type FieldErrors, type FieldPath } from 'react-hook-form';
import { proofOf } from '#core/account/sign-in.ts';
import { needsConsent, securityWarning } from '#core/account/rules.ts';
import type { AccountView } from '#core/contract/accounts.ts';
import type { AccountId } from '#core/message/ids.ts';
import { useAction } from '../../../api.ts';
import { useCommand } from '../../../commands.tsx';
import { ErrorPane, InlineMessage, marksNarrow } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { EditorHeader } from './EditorHeader.tsx';
import { EhloName } from './EhloName.tsx';
import { IdentityFields } from './identities/IdentityFields.tsx';
import { KeepPassword } from './KeepPassword.tsx';
import { Leaving } from './Leaving.tsx';
import { useLeaving } from './leave.ts';
import { LimitFields } from './LimitFields.tsx';
import { ProxyFields } from './ProxyFields.tsx';
import { PasswordField } from './PasswordField.tsx';
import { SaveBar } from './SaveBar.tsx';
import { isSaved, offersIn, sameServer, sectionOf } from './settled.ts';
import { ServerFields } from './ServerFields.tsx';
import type { Doable } from '../findings/DiagnosisBody.tsx';
import { OffersTab } from '../findings/OffersTab.tsx';
import { TestPanel } from '../findings/TestPanel.tsx';
import { dropEdit, dropReport, renameKey, takeWantedField, useKept, type AccountKey } from '../edits.ts';
import { bindingChanged, formOf, resolver, type AccountForm } from './account-form.ts';
import { useAccountTest } from '../findings/run.ts';
import { useSave } from './save.ts';
import { TlsFields } from './tls/TlsFields.tsx';
import { OAuthFields } from './oauth/OAuthFields.tsx';
import { startConsent } from './oauth/consent.ts';
import { typedIn, typedPasswords } from './typed.ts';
import { useEdits } from './use-edits.ts';
import styles from '../accounts.module.css';

export function AccountEditor({
  id,
  view,
  start: values,
  isDefault,
  onBorn,
}: {
  readonly id: AccountKey;
  readonly view: AccountView | null;
  /** what the form says now: what was typed, else what is saved */
  readonly start: AccountForm;
  readonly isDefault: boolean;
  /** a new account was saved and has its id */
  readonly onBorn: (id: AccountId) => void;
}) {
  const { t } = useWords();
  const kept = useKept();
  const unsaved = kept.edits.has(id);
  const report = kept.reports.get(id);
  const form = useForm<AccountForm>({ defaultValues: values, resolver, mode: 'onTouched' });
  const password = useRef<HTMLInputElement>(null);
  const proxyPassword = useRef<HTMLInputElement>(null);
  const offersTab = useRef<HTMLButtonElement>(null);
  const [wantsPassword, setWantsPassword] = useState(false);
  const clientSecret = useRef<HTMLInputElement>(null);
  const [wantedField] = useState(takeWantedField);
  const [section, setSection] = useState<string | null>(
    wantedField === null ? 'server' : sectionOf({ [wantedField]: {} }),
  );
  useEffect(() => {
    if (wantedField !== null) form.setFocus(wantedField);
  }, [form, wantedField]);
  const [plainAccepted, setPlainAccepted] = useState(
    view !== null && needsConsent(securityWarning(view.account)),
  );
  const test = useAccountTest(id);
  const leave = useLeaving(view);
  const forget = useAction('secrets.forget');
  const save = useSave((saved) => {
    // What a test found belongs to the settings that it was made with.
    if (view !== null && !sameServer(view.account, saved.account)) dropReport(id);
    form.reset(formOf(saved.account));
    setWantsPassword(false);
    if (id === 'new') {
      renameKey('new', saved.account.id);
      onBorn(saved.account.id);
    } else dropEdit(id);
  });

  useEdits(form, id, view, unsaved);
  const offers = (isSaved(view, values) ? view?.offers : undefined) ?? offersIn(report);
  const plain = needsConsent(securityWarning(values)) && !plainAccepted;
  const clearPasswords = () => {
    for (const { current } of [password, proxyPassword, clientSecret]) if (current) current.value = '';
  };
  const onInvalid = (errors: FieldErrors<AccountForm>) => setSection(sectionOf(errors));
  const doSave = () =>
    void form.handleSubmit(
      (account) => save.start(account, typedPasswords(password, proxyPassword, clientSecret)),
      onInvalid,
    )();
  /** With what is saved: so it is saved first. */
  const doConsent = () =>
    void form.handleSubmit(async (account) => {
      const typed = typedPasswords(password, proxyPassword, clientSecret);
      const isSaved = view !== null && !unsaved && typed.length === 0;
      const done = isSaved ? view : await save.start(account, typed);
      if (done !== null) startConsent(done.account.id);
    }, onInvalid)();
  const doTest = () =>
    void form.handleSubmit(
      (account) =>
        test.start(account, { password: typedIn(password), proxyPassword: typedIn(proxyPassword) }),
      onInvalid,
    )();
  const revert = () => {
    if (view) form.reset(formOf(view.account));
    clearPasswords();
    dropEdit(id);
  };
  /** What is hidden takes no focus. */
  const focusOn = (place: string, field: FieldPath<AccountForm>) => {
    flushSync(() => setSection(place));
    form.setFocus(field);
  };
  /** What the editor itself can do about a test that failed. */
  const doable: Doable = {
    'enter-password': () => {
      // What is hidden takes no focus.
      flushSync(() => setWantsPassword(true));
      password.current?.focus();
    },
    'unlock-keychain': doTest,
    'check-network': doTest,
    'try-later': doTest,
    'choose-sender': () => setSection('identities'),
    'slow-down': () => setSection('advanced'),
    'give-consent': doConsent,
    'choose-client-certificate': () => setSection('tls'),
    'check-proxy': () => focusOn('advanced', 'proxy.kind'),
    'set-ehlo-name': () => focusOn('advanced', 'ehloName'),
  };
  useCommand('test-account', doTest, { enabled: !plain && !test.running });

  return (
    <FormProvider {...form}>
      <form
        className={styles.editor}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          doSave();
        }}
      >
        <EditorHeader
          id={id}
          view={view}
          name={values.name}
          hue={values.hue}
          isDefault={isDefault}
          testing={test.running}
          canTest={!plain}
          onTest={doTest}
          onStop={test.stop}
          onRemove={leave.start}
        />
        {id !== 'new' && <Leaving id={id} leave={leave} />}
        <Tabs
          value={section}
          onChange={setSection}
          keepMounted
          keepMountedMode="display-none"
          className={styles.tabs ?? ''}
        >
          <Tabs.List>
            <Tabs.Tab value="server">{t('accounts.server')}</Tabs.Tab>
            <Tabs.Tab value="identities">
              {t('accounts.identities')}
              <span className={styles.count}>{values.identities.length}</span>
            </Tabs.Tab>
            {!view?.practice && <Tabs.Tab value="tls">{t('accounts.tlsTab')}</Tabs.Tab>}
            <Tabs.Tab value="offers" ref={offersTab}>
              {t('offers.tab')}
            </Tabs.Tab>
            {!view?.practice && <Tabs.Tab value="advanced">{t('accounts.advanced')}</Tabs.Tab>}
          </Tabs.List>
          <Tabs.Panel value="server" ref={marksNarrow} className={styles.panel ?? ''}>
            {view?.practice && <InlineMessage tone="info">{t('accounts.practiceText')}</InlineMessage>}
            <ServerFields
              practice={view?.practice ?? false}
              typed={values}
              plainAccepted={plainAccepted}
              onAcceptPlain={setPlainAccepted}
              hasCertificate={(view?.account.tls.clientCertificate ?? null) !== null}
              onCertificate={() => setSection('tls')}
            />
            {proofOf(values) === 'password' && !view?.practice && (
              <PasswordField
                key={save.times}
                input={password}
                state={view === null ? 'none' : view.secrets.password}
                wanted={wantsPassword}
                changedTo={bindingChanged(view, values) ? values.host : null}
                onForget={view === null ? null : () => forget.mutate({ accountId: view.account.id })}
              />
            )}
            {!view?.practice && (
              <OAuthFields
                key={`oauth ${save.times}`}
                view={view}
                typed={values}
                unsaved={unsaved}
                clientSecret={clientSecret}
                onSignIn={doConsent}
              />
            )}
            {save.keychainTrouble && (
              <KeepPassword
                trouble={save.keychainTrouble}
                onMemory={save.keepInMemory}
                onRetry={save.retryKeychain}
                onNewVault={save.startNewVault}
              />
            )}
            {save.error && <ErrorPane title={t('accounts.notSaved')} error={save.error} />}
            {forget.isError && <ErrorPane title={t('accounts.notForgotten')} error={forget.error.error} />}
            <TestPanel
              id={id}
              view={view}
              test={test}
              likeliest={!unsaved}
              server={values}
              onAgain={doTest}
              doable={doable}
              onAllOffers={() => {
                setSection('offers');
                offersTab.current?.focus();
              }}
            />
          </Tabs.Panel>
          <Tabs.Panel value="identities" ref={marksNarrow} className={styles.panel ?? ''}>
            <IdentityFields />
          </Tabs.Panel>
          <Tabs.Panel value="offers" ref={marksNarrow} className={styles.panel ?? ''}>
            <OffersTab
              offers={offers}
              canTest={!plain && !test.running}
              onTest={() => {
                setSection('server');
                doTest();
              }}
            />
          </Tabs.Panel>
          {!view?.practice && (
            <Tabs.Panel value="tls" ref={marksNarrow} className={styles.panel ?? ''}>
              <TlsFields view={view} />
            </Tabs.Panel>
          )}
          {!view?.practice && (
            <Tabs.Panel value="advanced" ref={marksNarrow} className={styles.panel ?? ''}>
              <ProxyFields key={save.times} view={view} typed={values} password={proxyPassword} />
              <EhloName />
              <LimitFields />
            </Tabs.Panel>
          )}
        </Tabs>
        <SaveBar
          dirty={unsaved}
          saving={save.pending}
          saved={save.done}
          blocked={plain}
          onRevert={unsaved ? revert : null}
          isNew={id === 'new'}
        />
      </form>
    </FormProvider>
  );
}
