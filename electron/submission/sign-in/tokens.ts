/** The mechanisms of an OAuth 2.0 token: OAUTHBEARER (RFC 7628), and Google's XOAUTH2 from before it. Both say why one is refused. */
import { z } from 'zod';
import type { Exchange, Mechanism } from './mechanism.ts';

export const oauthBearer: Mechanism = {
  name: 'OAUTHBEARER',
  proof: 'token',
  isPlainText: true,
  begin: ({ user, secret, host, port }) => {
    // RFC 5801 §4
    const name = user.replaceAll('=', '=3D').replaceAll(',', '=2C');
    const attributes = [`host=${host}`, `port=${String(port)}`, `auth=Bearer ${secret}`];
    const response = `n,a=${name},\u0001${attributes.join('\u0001')}\u0001\u0001`;
    // RFC 7628 §3.2.3: a dummy answer, so that the server can end the exchange with its reply.
    return bearer(response, '\u0001');
  },
};

export const xoauth2: Mechanism = {
  name: 'XOAUTH2',
  proof: 'token',
  isPlainText: true,
  begin: ({ user, secret }) => bearer(`user=${user}\u0001auth=Bearer ${secret}\u0001\u0001`, ''),
};

function bearer(response: string, dummy: string): Exchange {
  let refusal: string | null = null;
  return {
    initial: Buffer.from(response, 'utf8'),
    answer: (challenge) => {
      if (refusal !== null) return 'nothing';
      refusal = statusOf(challenge);
      return refusal === null ? 'not-understood' : Buffer.from(dummy, 'utf8');
    },
    refusal: () => refusal ?? '',
  };
}

const Refusal = z.looseObject({ status: z.string().max(200) });

/** RFC 7628 §3.2.2: JSON with a status, as `invalid_token`; Google's older one has an HTTP status there. Null: it is something else. */
function statusOf(challenge: Buffer): string | null {
  try {
    const parsed: unknown = JSON.parse(challenge.toString('utf8'));
    return Refusal.safeParse(parsed).data?.status ?? null;
  } catch {
    return null;
  }
}
