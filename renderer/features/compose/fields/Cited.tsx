/** A sentence whose RFC section can be opened: `(RFC 5321 §2.3.5)` is a link to that section. */
import { UnstyledButton } from '@mantine/core';
import { call } from '../../../api.ts';
import styles from './fields.module.css';

const CITATION = /(RFC[ \u00A0]\d+(?:[ \u00A0]§[\d.]*\d)?)/;

export function Cited({ text }: { readonly text: string }) {
  return text.split(CITATION).map((part, index) => {
    const found = /^RFC[ \u00A0](\d+)(?:[ \u00A0]§(.+))?$/.exec(part);
    if (found === null) return part;
    const [, rfc = '', section] = found;
    const url = `https://www.rfc-editor.org/rfc/rfc${rfc}${section === undefined ? '' : `#section-${section}`}`;
    return (
      <UnstyledButton
        key={index}
        className={styles.cited}
        role="link"
        onClick={() => void call('app.openExternal', { url })}
      >
        {part}
      </UnstyledButton>
    );
  });
}
