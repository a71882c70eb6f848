/**
 * Rich signatures on their way into the store: cleaned as a message's text is before it goes (compose/clean-rich.ts), without any picture,
 * and their plain text made of what is left, whatever the page or a file said. What reads rich text is loaded with the first of them.
 */
import { MOST_SIGNATURE_HTML, MOST_SIGNATURE_TEXT, type Identity } from '#core/account/identity.ts';

type Signed = Pick<Identity, 'signature' | 'signatureHtml'>;

/** One that is too long once it is clean stays as plain text. */
export async function withCleanSignatures<T extends { readonly identities: readonly Signed[] }>(
  account: T,
): Promise<T> {
  if (account.identities.every(({ signatureHtml }) => signatureHtml === '')) return account;
  const [{ cleanRich }, { keptSignature }] = await Promise.all([
    import('../compose/clean-rich.ts'),
    import('#core/message/rich/kept-signature.ts'),
  ]);
  const identities = account.identities.map((identity) => {
    if (identity.signatureHtml === '') return identity;
    const { text, html } = keptSignature(cleanRich(identity.signatureHtml, new Set()));
    const fits = html.length <= MOST_SIGNATURE_HTML && text.length <= MOST_SIGNATURE_TEXT;
    return {
      ...identity,
      signature: text.slice(0, MOST_SIGNATURE_TEXT),
      signatureHtml: fits ? html : '',
    };
  });
  return { ...account, identities };
}
