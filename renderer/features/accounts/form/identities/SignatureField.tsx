/**
 * The identity's one signature, written as plain text or as rich text. Of a rich one the plain text is made while it is written; which of
 * the two it is, the account says by having HTML or not (core/account/identity.ts).
 */
import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { Signature } from '#core/message/signature.ts';
import { part } from '../../../../ui/parts/part.tsx';
import { PartGuard } from '../../../../ui/parts/PartGuard.tsx';
import { toast } from '../../../../ui/toast/toast.tsx';
import { useWords } from '../../../../words.ts';
import type { SignatureEditorProps } from '../../../rich/signature/SignatureEditor.tsx';
import { problemOf, type AccountForm } from '../account-form.ts';
import styles from '../../accounts.module.css';
import own from './signature-field.module.css';

const editor = part<SignatureEditorProps>(async () => {
  const [view, { loadRichWords }] = await Promise.all([
    import('../../../rich/signature/SignatureEditor.tsx'),
    import('../../../rich/words.ts'),
  ]);
  await loadRichWords();
  return view;
});

const KINDS = ['plain', 'rich'] as const;

export function SignatureField({ index }: { readonly index: number }) {
  const { t } = useWords();
  const { control, register, setValue, formState } = useFormContext<AccountForm>();
  const [text, html] = useWatch({
    control,
    name: [`identities.${index}.signature`, `identities.${index}.signatureHtml`],
  });
  /** the text that is to be rich though it has no HTML yet */
  const [wanted, want] = useState<string | null>(html === '' ? null : '');
  const isRich = html !== '' || wanted === text;
  const errors = formState.errors.identities?.[index];
  const error = errors?.signatureHtml ?? errors?.signature;
  const put = (signature: Signature) => {
    const changed = { shouldDirty: true, shouldValidate: true };
    setValue(`identities.${index}.signature`, signature.text, changed);
    setValue(`identities.${index}.signatureHtml`, signature.html, changed);
  };
  const choose = (kind: string) => {
    want(kind === 'rich' ? text : null);
    if (kind === 'rich' || html === '') return;
    put({ text, html: '' });
    toast({ kind: 'info', title: t('accounts.signature.nowPlain'), undo: () => put({ text, html }) });
  };
  const label = t('accounts.identity.signature');
  return (
    <div className={own.field}>
      <div className={own.head}>
        <span className={styles.label} aria-hidden>
          {label}
        </span>
        <SegmentedControl
          size="xs"
          aria-label={t('accounts.signature.kind')}
          value={isRich ? 'rich' : 'plain'}
          onChange={choose}
          data={KINDS.map((kind) => ({ value: kind, label: t(`accounts.signature.${kind}`) }))}
        />
      </div>
      <p className={own.hint}>{t('accounts.identityHint.signature')}</p>
      {isRich ? (
        <PartGuard
          again={editor.again}
          words={t('accounts.signature.notLoaded')}
          otherwise={
            <Button size="xs" onClick={() => choose('plain')}>
              {t('accounts.signature.asPlain')}
            </Button>
          }
        >
          <Suspense
            fallback={
              <p className={own.hint} aria-busy="true">
                {t('compose.mode.loading')}
              </p>
            }
          >
            <editor.View
              value={{ text, html }}
              label={label}
              onChange={(signature) => {
                // Emptied, it is written on as rich text.
                want('');
                put(signature);
              }}
            />
          </Suspense>
        </PartGuard>
      ) : (
        <Textarea
          className={own.plain ?? ''}
          aria-label={label}
          autosize
          minRows={2}
          maxRows={8}
          autoComplete="off"
          spellCheck={false}
          {...register(`identities.${index}.signature`)}
        />
      )}
      {error && (
        <p className={own.error} role="alert">
          {t(`accounts.problem.${problemOf(error.message)}`)}
        </p>
      )}
    </div>
  );
}
