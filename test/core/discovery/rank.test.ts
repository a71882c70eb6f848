/** Which candidate stands first, and what is not offered at all. */
import { describe, expect, it } from 'vitest';
import { rankedCandidates, type Nomination } from '#core/discovery/rank.ts';
import type { CandidateSource, Probe } from '#core/discovery/vocabulary.ts';

const named = (
  source: CandidateSource,
  host: string,
  port = 465,
  security: 'tls' | 'starttls' = 'tls',
): Nomination => ({
  server: { host, port, security, user: '%EMAILADDRESS%', signIn: 'password' },
  source,
  outside: false,
});

const answered: Probe = { state: 'answered', tls: 'TLSv1.3', mechanisms: ['PLAIN'] };
const failed = (outcome: 'timeout' | 'certificate' | 'private-address'): Probe => ({
  state: 'failed',
  outcome,
});
const hosts = (nominations: readonly Nomination[], probes: Record<string, Probe> = {}) =>
  rankedCandidates(nominations, new Map(Object.entries(probes))).map(
    ({ host, port }) => `${host}:${String(port)}`,
  );

describe('candidates', () => {
  it('stand in the order of trust in who named them', () => {
    const all = [named('ispdb', 'c'), named('srv', 'b'), named('autoconfig', 'a'), named('mx-ispdb', 'd')];
    expect(hosts(all)).toEqual(['a:465', 'b:465', 'c:465', 'd:465']);
  });

  it('of one source stand with TLS on connect first, then by port', () => {
    const all = [
      named('srv', 'x', 25, 'starttls'),
      named('srv', 'x', 2525, 'starttls'),
      named('srv', 'x', 587, 'starttls'),
      named('srv', 'x', 465),
    ];
    expect(hosts(all)).toEqual(['x:465', 'x:587', 'x:2525', 'x:25']);
  });

  it('that answered stand before those that were not tried, and these before those that failed', () => {
    const all = [named('autoconfig', 'silent'), named('srv', 'untried'), named('ispdb', 'there')];
    const probes = { 'silent:465': failed('timeout'), 'there:465': answered };
    expect(hosts(all, probes)).toEqual(['there:465', 'untried:465', 'silent:465']);
  });

  it('are not offered as a guess that nothing answered, nor when they lead into the user’s own network', () => {
    const all = [named('guess', 'perhaps'), named('srv', 'inside')];
    expect(hosts(all, { 'inside:465': failed('private-address') })).toEqual([]);
  });

  it('say that a certificate does not verify', () => {
    const [candidate] = rankedCandidates([named('srv', 'x')], new Map([['x:465', failed('certificate')]]));
    expect(candidate?.reasons).toEqual(['srv', 'certificate', 'implicit-tls']);
  });

  it('of a provider that is known take over how it wants to be signed in to', () => {
    const [candidate] = rankedCandidates([named('ispdb', 'smtp.gmail.com')], new Map());
    expect(candidate).toMatchObject({ signIn: 'app-password', provider: 'gmail' });
  });

  it('are outside only where nobody who named them vouches for them', () => {
    const outside = { ...named('srv', 'x'), outside: true };
    expect(rankedCandidates([outside], new Map())[0]?.outside).toBe(true);
    expect(rankedCandidates([outside, named('preset', 'x')], new Map())[0]?.outside).toBe(false);
  });
});
