/** What each provider needs from its user, and which addresses are a provider's. */
import { describe, expect, it } from 'vitest';
import { checkOAuth, issuerOf, OAUTH_PROVIDERS, scopeOf } from '#core/account/oauth-providers.ts';
import type { OAuthSettings } from '#core/account/sign-in.ts';

const settings = (more: Partial<OAuthSettings>): OAuthSettings => ({
  provider: 'google',
  issuer: '',
  clientId: 'mine',
  scope: '',
  tenant: '',
  ...more,
});

describe('the scope', () => {
  it('is the one for sending unless the user names one', () => {
    expect(scopeOf(settings({}))).toBe('https://mail.google.com/');
    expect(scopeOf(settings({ provider: 'microsoft' }))).toBe(
      'https://outlook.office.com/SMTP.Send offline_access',
    );
    expect(scopeOf(settings({ scope: ' a   b ' }))).toBe('a b');
  });
});

describe('what is missing', () => {
  it.each([
    [settings({}), null],
    [settings({ clientId: ' ' }), { field: 'clientId', problem: 'required' }],
    [settings({ provider: 'generic' }), { field: 'issuer', problem: 'required' }],
    [
      settings({ provider: 'generic', issuer: 'http://login.example' }),
      { field: 'issuer', problem: 'issuer' },
    ],
    [settings({ provider: 'microsoft', tenant: 'a/b' }), { field: 'tenant', problem: 'tenant' }],
    [settings({ provider: 'microsoft', tenant: 'atelier.example' }), null],
  ])('in %o is %o', (oauth, problem) => {
    expect(checkOAuth(oauth)).toEqual(problem);
  });
});

describe('an issuer', () => {
  it('is also named by the address of its document', () => {
    expect(issuerOf('https://a.example/realm/.well-known/openid-configuration')).toBe(
      'https://a.example/realm',
    );
    expect(issuerOf('https://a.example/.well-known/oauth-authorization-server')).toBe('https://a.example');
  });

  it.each([
    'http://a.example',
    'https://a.example/?x=1',
    'https://a.example/#x',
    'https://u:p@a.example',
    'words',
  ])('is never %s', (text) => {
    expect(issuerOf(text)).toBe(null);
  });
});

it('sends the user over https alone to where a client id is had', () => {
  for (const { register } of Object.values(OAUTH_PROVIDERS))
    if (register !== null) expect(new URL(register).protocol).toBe('https:');
});
