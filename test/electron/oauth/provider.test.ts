/** The rules of the providers that are built in: nothing is looked up, and each takes its user back in its own way. */
import { describe, expect, it } from 'vitest';
import type { OAuthSettings } from '#core/account/sign-in.ts';
import { providerFor } from '#electron/oauth/provider.ts';

const settings = (provider: OAuthSettings['provider'], more: Partial<OAuthSettings> = {}): OAuthSettings => ({
  provider,
  issuer: '',
  clientId: 'mine',
  scope: '',
  tenant: '',
  ...more,
});
const noFetch = () => Promise.reject(new Error('nothing is looked up'));

describe('Google', () => {
  it('is asked for a lasting token, and answers to any port and path of 127.0.0.1', async () => {
    const google = await providerFor(settings('google'), noFetch);
    expect(google.redirect).toEqual({ host: '127.0.0.1', path: 'random' });
    expect(google.parameters).toEqual({ access_type: 'offline', prompt: 'consent' });
    expect(google.server.token_endpoint).toBe('https://oauth2.googleapis.com/token');
  });
});

describe('Microsoft', () => {
  it('answers to localhost at any port, for the tenant that was named', async () => {
    const microsoft = await providerFor(settings('microsoft', { tenant: 'atelier.example' }), noFetch);
    expect(microsoft.redirect).toEqual({ host: 'localhost', path: 'root' });
    expect(microsoft.server.authorization_endpoint).toBe(
      'https://login.microsoftonline.com/atelier.example/oauth2/v2.0/authorize',
    );
  });

  it('of any tenant may name the user’s own as issuer, and nobody else', async () => {
    const { alsoIssuer } = await providerFor(settings('microsoft'), noFetch);
    const own = 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0';
    expect(alsoIssuer?.test(own)).toBe(true);
    expect(alsoIssuer?.test(`https://evil.example/?${own}`)).toBe(false);
  });
});
