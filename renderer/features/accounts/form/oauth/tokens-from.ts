/** Who gives out the tokens for a provider of the built-in list, before the user has put anything in. */
import type { OAuthSettings } from '#core/account/sign-in.ts';

/** Those whose end points are built in (core/account/oauth-providers.ts), by the name of their entry in core/discovery/presets/. */
const BUILT_IN: Readonly<Record<string, OAuthSettings['provider']>> = {
  gmail: 'google',
  outlook: 'microsoft',
  microsoft365: 'microsoft',
};

export const tokensFrom = (presetId: string | null): OAuthSettings => ({
  provider: BUILT_IN[presetId ?? ''] ?? 'generic',
  issuer: '',
  clientId: '',
  scope: '',
  tenant: '',
});
