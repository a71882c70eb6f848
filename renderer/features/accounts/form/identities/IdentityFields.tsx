/** Who messages of this account are from, in their order: the first is offered first. Each one's fields are IdentityCard's. */
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { Badge, Icon } from '../../../../ui/index.ts';
import { toast } from '../../../../ui/toast/toast.tsx';
import { useWords } from '../../../../words.ts';
import type { AccountForm } from '../account-form.ts';
import { IdentityCard } from './IdentityCard.tsx';
import styles from '../../accounts.module.css';
import own from './identities.module.css';

const MAX_IDENTITIES = 50;

export function IdentityFields() {
  const { t } = useWords();
  const { control, getValues } = useFormContext<AccountForm>();
  const { fields, append, remove, insert, move } = useFieldArray({
    control,
    name: 'identities',
    keyName: 'key',
  });
  const list = useRef<HTMLOListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const takeAway = (index: number) => {
    const gone = getValues(`identities.${index}`);
    remove(index);
    add.current?.focus();
    toast({
      kind: 'info',
      title: t('accounts.identityRemoved', { address: gone.address }),
      undo: () => insert(index, gone),
    });
  };
  const copy = (index: number) => insert(index + 1, { ...getValues(`identities.${index}`), id: null });
  /** The button that moves on is at the identity's new place, or the one that moves back where it has arrived. */
  const moveTo = (from: number, to: number) => {
    flushSync(() => move(from, to));
    const buttons = list.current?.children[to]?.querySelectorAll<HTMLElement>('[data-step]') ?? [];
    const step = String(Math.sign(to - from));
    ([...buttons].find((one) => one.dataset['step'] === step) ?? buttons[0])?.focus();
  };
  const isFull = fields.length >= MAX_IDENTITIES;
  return (
    <>
      <ol ref={list} className={styles.identities}>
        {fields.map((field, index) => (
          <li
            key={field.key}
            className={styles.identity}
            aria-label={t('accounts.identityNumber', { number: index + 1 })}
          >
            {fields.length > 1 && index === 0 && <Badge>{t('accounts.offeredFirst')}</Badge>}
            <IdentityCard index={index} />
            <div className={own.actions}>
              {index > 0 && (
                <Button
                  size="xs"
                  variant="subtle"
                  leftSection={<Icon of={IconArrowUp} size={16} />}
                  data-step={-1}
                  onClick={() => moveTo(index, index - 1)}
                >
                  {t('accounts.moveUp')}
                </Button>
              )}
              {index < fields.length - 1 && (
                <Button
                  size="xs"
                  variant="subtle"
                  leftSection={<Icon of={IconArrowDown} size={16} />}
                  data-step={1}
                  onClick={() => moveTo(index, index + 1)}
                >
                  {t('accounts.moveDown')}
                </Button>
              )}
              {!isFull && (
                <Button
                  size="xs"
                  variant="subtle"
                  leftSection={<Icon of={IconCopy} size={16} />}
                  onClick={() => copy(index)}
                >
                  {t('accounts.duplicateIdentity')}
                </Button>
              )}
              {fields.length > 1 && (
                <Button
                  size="xs"
                  variant="subtle"
                  leftSection={<Icon of={IconTrash} size={16} />}
                  onClick={() => takeAway(index)}
                >
                  {t('accounts.removeIdentity')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
      {!isFull && (
        <Button
          ref={add}
          size="xs"
          leftSection={<Icon of={IconPlus} size={16} />}
          onClick={() => append({ ...USUAL_IDENTITY, id: null, name: '', address: '' })}
        >
          {t('accounts.addIdentity')}
        </Button>
      )}
    </>
  );
}
