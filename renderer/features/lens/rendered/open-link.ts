/** The way out of a mail: `https:` alone, and main asks first. */
import { call } from '../../../api.ts';
import type { MailLink } from './links.ts';

/** As main sees it: an address with a user's name in it could hide its host. */
export function canOpen({ address }: MailLink): boolean {
  const { protocol, username, password } = new URL(address);
  return protocol === 'https:' && username === '' && password === '';
}

export const openLink = ({ address }: MailLink): void => {
  void call('app.openExternal', { url: address }).catch(() => undefined);
};
