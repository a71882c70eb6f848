/** The built-in list: every entry can be used as it stands, says how to sign in, and where it comes from. */
import { describe, expect, it } from 'vitest';
import { presetForDomain, presetForHost, presetForMx, presets } from '#core/discovery/presets/index.ts';
import { PRESET_SOURCES } from '#core/discovery/presets/preset.ts';
import { askableDomain } from '#core/discovery/targets.ts';
import { providerOf } from '#core/smtp/situations/providers.ts';

describe('the built-in list', () => {
  it('names each provider, domain and host once', () => {
    const twice = (all: readonly string[]) => all.filter((one, at) => all.indexOf(one) !== at);
    expect(twice(presets.map(({ id }) => id))).toEqual([]);
    expect(twice(presets.flatMap(({ domains }) => domains))).toEqual([]);
    expect(twice(presets.flatMap(({ mx }) => mx))).toEqual([]);
  });

  it('has domains and hosts that DNS can be asked about', () => {
    const names = presets.flatMap(({ domains, mx, servers }) => [
      ...domains,
      ...mx,
      ...servers.map(({ host }) => host),
    ]);
    // Proton's Bridge runs on the user's own machine.
    expect(names.filter((name) => name !== '127.0.0.1' && askableDomain(name) !== name)).toEqual([]);
  });

  it('leads to the same page for an app password as a diagnosis does', () => {
    const differing = presets
      .filter(({ signIn, page }) => signIn === 'app-password' && page !== null)
      .filter(({ servers, page }) => {
        const known = providerOf(servers[0]?.host ?? '');
        return known !== null && known.appPasswords !== page;
      });
    expect(differing.map(({ id }) => id)).toEqual([]);
  });

  it('leads to pages over HTTPS alone', () => {
    const pages = presets.flatMap(({ page }) => page ?? []);
    expect(pages.filter((page) => new URL(page).protocol !== 'https:')).toEqual([]);
  });

  it('says of each entry where it comes from and when that was', () => {
    expect(presets.map(({ source }) => PRESET_SOURCES[source].date)).not.toContain('');
  });

  it('prefers TLS on connect where a provider has both (RFC 8314)', () => {
    const both = presets.filter(({ servers }) => new Set(servers.map(({ security }) => security)).size > 1);
    expect(both.filter(({ servers }) => servers[0]?.security !== 'tls')).toEqual([]);
  });

  it.each([
    ['orange.fr', 'smtp.orange.fr'],
    ['wanadoo.fr', 'smtp.orange.fr'],
    ['free.fr', 'smtp.free.fr'],
    ['sfr.fr', 'smtp.sfr.fr'],
    ['bbox.fr', 'smtp.bbox.fr'],
    ['laposte.net', 'smtp.laposte.net'],
    ['gmail.com', 'smtp.gmail.com'],
    ['hotmail.fr', 'smtp-mail.outlook.com'],
    ['ICLOUD.com', 'smtp.mail.me.com'],
  ])('knows %s', (domain, host) => {
    expect(presetForDomain(domain)?.servers[0]?.host).toBe(host);
  });

  it.each([
    ['mx3.mail.ovh.net', 'ovh'],
    ['aspmx.l.google.com.', 'gmail'],
    ['velmont-fr.mail.protection.outlook.com', 'microsoft365'],
    ['hotmail-com.olc.protection.outlook.com', 'outlook'],
    ['mx1.notovh.net', undefined],
  ])('knows who is behind the MX %s', (host, id) => {
    expect(presetForMx(host)?.id).toBe(id);
  });

  it('recognises a service by its host', () => {
    expect(presetForHost('smtp.sendgrid.net')?.user).toBe('apikey');
  });
});
