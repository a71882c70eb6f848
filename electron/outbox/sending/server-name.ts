/** What makes a connection an account's: one to another server, or for another user, carries none of its mail. */
import type { Account } from '#core/account/account.ts';

export class ServerName {
  #account: Account | undefined;
  #name = '';

  /** Asked several times for each message, and put together again only when the account is another. */
  of(account: Account | undefined): string {
    if (account !== this.#account) {
      this.#account = account;
      this.#name = account === undefined ? '' : nameOf(account);
    }
    return this.#name;
  }
}

const nameOf = ({ host, port, security, user, ehloName, signIn, tls, proxy }: Account): string =>
  JSON.stringify([host, port, security, user, ehloName, signIn, tls, proxy]);
