/** Accounts: their settings, secrets, certificates and tokens; how they are found, taken over and given away. */
import { z } from 'zod';
import { AccountId } from '../../message/ids.ts';
import {
  AccountInput,
  AccountsState,
  AccountView,
  PasswordKind,
  SecretState,
  SecretText,
  TestReport,
} from '../accounts.ts';
import { Proxy } from '../../account/proxy.ts';
import { DiscoveryProgress, DiscoveryRequest } from '../../discovery/vocabulary.ts';
import { PickedAuthorities, PickedFile } from '../certificates.ts';
import { ImportPreview, LockedFile, Passphrase } from '../transfer.ts';
import { MIN_PASSPHRASE } from '../passphrase.ts';
import { call, nothing } from './call.ts';

export const accountsChannels = {
  'accounts.list': call(nothing, AccountsState),
  'accounts.save': call(AccountInput, AccountView),
  'accounts.duplicate': call(z.strictObject({ id: AccountId }), AccountView),
  /** Undo within this run: `accounts.restore`. */
  'accounts.remove': call(z.strictObject({ id: AccountId }), nothing),
  'accounts.restore': call(z.strictObject({ id: AccountId }), AccountsState),
  'accounts.reorder': call(z.strictObject({ ids: z.array(AccountId).max(1000) }), AccountsState),
  'accounts.setDefault': call(z.strictObject({ id: AccountId }), AccountsState),
  /** Connects and signs in with these settings, sends nothing. `password` null: the stored one, if it is bound to this host and user. */
  'accounts.test': call(
    z.strictObject({
      account: AccountInput,
      password: SecretText.nullable(),
      /** as `password`, for the proxy */
      proxyPassword: SecretText.nullable().optional(),
    }),
    TestReport,
  ),
  'accounts.stopTest': call(nothing, nothing),
  /** Looks for the domain's submission server, after the user agreed; answers when nothing more is to be asked, or it was stopped. */
  'discovery.start': call(
    DiscoveryRequest.extend({
      /** by which way it is asked: as the account will go */
      proxy: Proxy,
      proxyPassword: SecretText.nullable(),
    }),
    DiscoveryProgress,
  ),
  'discovery.stop': call(nothing, nothing),
  'secrets.store': call(
    z.strictObject({
      accountId: AccountId,
      /** the account's own unless it is said otherwise */
      kind: PasswordKind.optional(),
      password: SecretText,
      where: z.enum(['keychain', 'memory']),
    }),
    z.strictObject({ state: SecretState }),
  ),
  'secrets.forget': call(
    z.strictObject({ accountId: AccountId, kind: PasswordKind.optional() }),
    z.strictObject({ state: SecretState }),
  ),
  /** Stops waiting for the system's prompt. */
  'secrets.cancelPrompt': call(nothing, nothing),
  /** The vault's key is gone: the old vault is put aside, the next password makes a new one. `not-now` when the key is there after all. */
  'secrets.startNewVault': call(nothing, nothing),
  /** Opens the system's dialog; null: the user thought better of it. `file` when it holds nothing of the kind. */
  'certificates.chooseAuthorities': call(nothing, PickedAuthorities.nullable()),
  'certificates.chooseClient': call(nothing, PickedFile.nullable()),
  /** `file` when the passphrase does not open it: then nothing is stored. */
  'certificates.storeClient': call(
    z.strictObject({
      accountId: AccountId,
      handle: z.ulid(),
      passphrase: z.string().max(1000),
      where: z.enum(['keychain', 'memory']),
    }),
    AccountView,
  ),
  'certificates.forgetClient': call(z.strictObject({ accountId: AccountId }), AccountView),
  /**
   * Opens the system's browser, and answers once the token is stored. `oauth` says why not, `cancelled` that it was called off, `keychain`
   * that the token is there and not stored: then `oauth.keep` says where it goes.
   */
  'oauth.start': call(z.strictObject({ accountId: AccountId }), nothing),
  'oauth.cancel': call(z.strictObject({ accountId: AccountId }), nothing),
  /** `not-found` when no token waits to be stored. */
  'oauth.keep': call(
    z.strictObject({ accountId: AccountId, where: z.enum(['keychain', 'memory']) }),
    nothing,
  ),
  'oauth.forget': call(z.strictObject({ accountId: AccountId }), nothing),
  /** Opens the system's dialog, reads and stores nothing; null: the user thought better of it. */
  'transfer.readFile': call(nothing, z.union([ImportPreview, LockedFile]).nullable()),
  /** `file` when the passphrase does not open it; `not-found` when another file took its place. */
  'transfer.unlock': call(z.strictObject({ handle: z.ulid(), passphrase: Passphrase }), ImportPreview),
  'transfer.readText': call(z.strictObject({ text: z.string().max(100_000) }), ImportPreview),
  /**
   * Stores those chosen, by their places in the preview. `not-found`: another preview took its place. `not-now`: one would connect without
   * encryption, and `plainAccepted` does not say that the user takes the risk.
   */
  'transfer.take': call(
    z.strictObject({
      handle: z.ulid(),
      chosen: z.array(z.int().nonnegative()).min(1).max(500),
      plainAccepted: z.boolean(),
      /** where the secrets go that come along; `keychain` says that it took none of them, and then nothing is stored */
      where: z.enum(['keychain', 'memory']),
    }),
    z.strictObject({ count: z.int() }),
  ),
  /** All accounts but the practice account: without secrets, or with them in a file that this passphrase opens. */
  'transfer.export': call(
    z.strictObject({ passphrase: Passphrase.min(MIN_PASSPHRASE).nullable() }),
    z.strictObject({ saved: z.boolean(), count: z.int() }),
  ),
};
