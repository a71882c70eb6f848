/** What the account form accepts, what it says, and when a stored password no longer fits. */
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { USUAL_SETTINGS, USUAL_THROTTLE } from '#core/account/account.ts';
import { describe, expect, it } from 'vitest';
import type { AccountView } from '#core/contract/accounts.ts';
import { AccountId, IdentityId } from '#core/message/ids.ts';
import {
  bindingChanged,
  formOf,
  proxyChanged,
  resolver,
  type AccountForm,
} from '#renderer/features/accounts/form/account-form.ts';

const view: AccountView = {
  account: {
    id: AccountId.parse('01JDCZ81RN0000000000000001'),
    name: 'Atelier',
    host: 'smtp.atelier.example',
    port: 465,
    security: 'tls',
    user: 'camille',
    ehloName: '',
    hue: 1,
    ...USUAL_SETTINGS,
    identities: [
      {
        id: IdentityId.parse('01JDCZ81RN0000000000000002'),
        name: 'Camille',
        address: 'camille@atelier.example',
        ...USUAL_IDENTITY,
      },
    ],
  },
  practice: false,
  secret: 'keychain',
  secrets: {
    password: 'keychain',
    'client-certificate': 'none',
    'proxy-password': 'none',
    'refresh-token': 'none',
    'client-secret': 'none',
  },
  lastTest: null,
};
const form = formOf(view.account);

const check = (values: AccountForm) =>
  resolver(values, undefined, { fields: {}, shouldUseNativeValidation: false });

describe('the account form', () => {
  it('accepts an account as it is saved', async () => {
    expect(await check(form)).toEqual({ values: form, errors: {} });
  });

  it('takes away spaces around what was typed', async () => {
    const { values } = await check({ ...form, host: ' smtp.atelier.example ' });
    expect(values).toEqual(form);
  });

  it.each([
    ['a host with a space', { host: 'smtp atelier' }, 'host', 'host'],
    ['a host with its port', { host: 'smtp.atelier.example:465' }, 'host', 'host'],
    ['an address as a host', { host: 'camille@atelier.example' }, 'host', 'host'],
    ['an EHLO name with a space', { ehloName: 'my machine' }, 'ehloName', 'host'],
    ['an empty host', { host: '' }, 'host', 'required'],
    ['an empty name', { name: ' ' }, 'name', 'required'],
    ['port 0', { port: 0 }, 'port', 'port'],
    ['no port', { port: Number.NaN }, 'port', 'port'],
    ['a line break in the user', { user: 'a\r\nMAIL' }, 'user', 'line-break'],
  ] as const)('names the field of %s', async (_, change, field, message) => {
    const { errors } = await check({ ...form, ...change });
    expect(errors).toMatchObject({ [field]: { message } });
  });

  it.each([
    ['connections', 6],
    ['connections', 0],
    ['messagesPerConnection', 0],
    ['messagesPerMinute', 1.5],
    ['messagesPerMinute', Number.NaN],
  ] as const)('names the limit that cannot be: %s %d', async (name, value) => {
    const { errors } = await check({ ...form, throttle: { ...USUAL_THROTTLE, [name]: value } });
    expect(errors).toEqual({ throttle: { [name]: { type: 'contract', message: name } } });
  });

  it.each([
    ['no host', { host: '' }, 'host', 'required'],
    ['a host with its scheme', { host: 'socks://proxy.example' }, 'host', 'host'],
    ['no port', { port: Number.NaN }, 'port', 'port'],
    ['a colon in the user', { user: 'pia:x' }, 'user', 'proxy-user'],
  ] as const)('names what is wrong with a proxy: %s', async (_, change, field, message) => {
    const proxy = { kind: 'http', host: 'proxy.example', port: 3128, user: '', ...change } as const;
    const { errors } = await check({ ...form, proxy });
    expect(errors).toMatchObject({ proxy: { [field]: { message } } });
  });

  it('asks nothing of a proxy that is not used', async () => {
    const proxy = { kind: 'system', host: '', port: 1080, user: '' } as const;
    expect((await check({ ...form, proxy })).errors).toEqual({});
  });

  it('names the identity whose address is wrong', async () => {
    const [identity] = form.identities;
    if (identity === undefined) throw new Error('no identity');
    const { errors } = await check({ ...form, identities: [identity, { ...identity, address: 'nobody' }] });
    expect(errors.identities?.[1]?.address?.message).toBe('address');
    expect(errors.identities?.[0]).toBeUndefined();
  });
});

describe('a stored password', () => {
  it('fits while host and user are the same, in whatever case the host is written', () => {
    expect(bindingChanged(view, { host: 'SMTP.Atelier.example', user: 'camille' })).toBe(false);
  });

  it('is not used for another host or user', () => {
    expect(bindingChanged(view, { ...form, host: 'smtp.other.example' })).toBe(true);
    expect(bindingChanged(view, { ...form, user: 'Camille' })).toBe(true);
  });

  it('is no question where none is stored', () => {
    expect(bindingChanged({ ...view, secret: 'none' }, { host: 'x', user: 'y' })).toBe(false);
  });
});

describe('the stored password of a proxy', () => {
  const proxy = { kind: 'socks5', host: 'proxy.example', port: 1080, user: 'pia' } as const;
  const behind: AccountView = {
    ...view,
    account: { ...view.account, proxy },
    secrets: { ...view.secrets, 'proxy-password': 'keychain' },
  };

  it('fits while proxy and user are the same, whatever the server is', () => {
    const same = { ...formOf(behind.account), host: 'smtp.other.example' };
    expect(proxyChanged(behind, { ...same, proxy: { ...proxy, host: ' Proxy.example ' } })).toBe(false);
  });

  it.each([{ host: 'other.example' }, { port: 1081 }, { user: 'mia' }])('is not used for %j', (change) => {
    expect(proxyChanged(behind, { ...formOf(behind.account), proxy: { ...proxy, ...change } })).toBe(true);
    expect(proxyChanged(view, { ...form, proxy: { ...proxy, ...change } })).toBe(false);
  });
});

describe('identities in the form', () => {
  const check = async (changes: Partial<AccountForm>) =>
    (
      await resolver({ ...formOf(view.account), ...changes }, undefined, {
        fields: {},
        shouldUseNativeValidation: false,
      })
    ).errors;
  const [camille] = view.account.identities;
  const withHeader = (name: string, value = 'a') => ({
    identities: camille === undefined ? [] : [{ ...camille, headers: [{ name, value }] }],
  });

  it.each([
    ['Subject', 'field-ours'],
    ['Été', 'field-name'],
    ['', 'required'],
  ])('say why a header field named %j is refused', async (name, message) => {
    const { identities } = await check(withHeader(name));
    expect(identities?.[0]?.headers?.[0]?.name?.message).toBe(message);
  });

  it('want a value for each header field', async () => {
    const { identities } = await check(withHeader('X-Campaign', ' '));
    expect(identities?.[0]?.headers?.[0]?.value?.message).toBe('required');
  });

  it.each([
    ['', undefined],
    ['[192.0.2.1]', undefined],
    ['mail.atelier.example', undefined],
    ['laptop', 'ehlo-bare'],
    ['not a name', 'host'],
  ])('take the EHLO name %j: %s', async (ehloName, message) => {
    expect((await check({ ehloName })).ehloName?.message).toBe(message);
  });
});
