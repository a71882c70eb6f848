/** A sentence whose RFC section can be opened: `(RFC 5321 §2.3.5)` is a link to that section. */
import { UnstyledButton } from '@mantine/core';
import { call } from '../../../api.ts';
import styles from './fields.module.css';

/** With the brackets around it, so that no line ends between them and the link. */
const CITATION = /(\(?RFC[ \u00A0]\d+(?:[ \u00A0]§[\d.]*\d)?\)?)/;
const PARTS = /^(\(?)(RFC[ \u00A0](\d+)(?:[ \u00A0]§([\d.]+))?)(\)?)$/;

export function Cited({ text }: { readonly text: string }) {
  return text.split(CITATION).map((part, index) => {
    const found = PARTS.exec(part);
    if (found === null) return part;
    const [, before, citation, rfc = '', section, after] = found;
    const url = `https://www.rfc-editor.org/rfc/rfc${rfc}${section === undefined ? '' : `#section-${section}`}`;
    return (
      <span key={index} className={styles.citation}>
        {before}
        <UnstyledButton
          className={styles.cited}
          role="link"
          onClick={() => void call('app.openExternal', { url })}
        >
          {citation}
        </UnstyledButton>
        {after}
      </span>
    );
  });
}
