// Calls of the contract from inside the page, for what a test needs to be there before it begins, or reads where nothing is shown.
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { USUAL_SETTINGS } from '#core/account/account.ts';
import type { Page } from 'playwright-core';
import type { Channel, Reply, Request } from '#core/contract/channels.ts';
import type { Result } from '#core/contract/errors.ts';
import type { AccountId } from '#core/message/ids.ts';
import type { Security } from '#core/account/tls-policy.ts';

/** Written out, because the types of a function's argument do not get through to the page. */
export const call = <C extends Channel>(page: Page, channel: C, request: Request<C>) =>
  page.evaluate<Result<Reply<C>>>(
    `window.facteur.call(${JSON.stringify(channel)}, ${JSON.stringify(request)})`,
  );

export async function done<C extends Channel>(
  page: Page,
  channel: C,
  request: Request<C>,
): Promise<Reply<C>> {
  const result = await call(page, channel, request);
  if (!result.ok) throw new Error(`${channel}: ${JSON.stringify(result.error)}`);
  return result.value;
}

export interface ServerAccount {
  readonly name: string;
  readonly host?: string;
  readonly port: number;
  readonly security?: Security;
  /** without one the server asks for no sign-in */
  readonly user?: string;
  /** kept in memory */
  readonly password?: string;
  /** header fields that its identity gives its messages */
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
}

/** An account whose one identity is at a domain of its name. */
export async function accountAt(page: Page, server: ServerAccount): Promise<AccountId> {
  const { account } = await done(page, 'accounts.save', {
    id: null,
    name: server.name,
    host: server.host ?? 'localhost',
    port: server.port,
    security: server.security ?? 'none',
    user: server.user ?? '',
    ehloName: '',
    hue: 1,
    ...USUAL_SETTINGS,
    identities: [
      {
        ...USUAL_IDENTITY,
        id: null,
        name: '',
        address: addressAt(server.name),
        headers: [...(server.headers ?? [])],
      },
    ],
  });
  if (server.password !== undefined)
    await done(page, 'secrets.store', { accountId: account.id, password: server.password, where: 'memory' });
  return account.id;
}

export const addressAt = (account: string): string =>
  `lea@${account.toLowerCase().replaceAll(' ', '-')}.example`;
