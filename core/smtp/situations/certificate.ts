/** Why a certificate did not verify, beyond what the library says: a wrong clock here, or a program on the way that shows its own. */
import type { TlsFacts } from '../vocabulary.ts';
import type { Found } from './find.ts';

const DAY = 24 * 3600_000;
/** This program was not written before, so a clock that says so is wrong. */
const NO_CLOCK_BEFORE = Date.UTC(2026, 0, 1);

/** Authorities that virus scanners and gateways make for themselves, by what they call themselves. */
const INSPECTORS =
  /avast|\bavg\b|kaspersky|eset\b|bitdefender|norton|mcafee|sophos|f-secure|g data|fortinet|fortigate|zscaler|netskope|palo alto|check point|blue coat|squid|untangle|web\/mail shield/i;

/** `greeting` is what the server said before TLS; many say the date in it. `now` is ms since the epoch. */
export function certificateFound(tls: TlsFacts, greeting: string, now: number): Found | null {
  const [leaf] = tls.chain;
  if (leaf === undefined) return null;
  const from = Date.parse(leaf.validFrom);
  const to = Date.parse(leaf.validTo);
  const server = dateIn(greeting);
  const isValidThere = server !== null && server >= from && server <= to;
  if (tls.problem === 'CERT_NOT_YET_VALID' && (now < NO_CLOCK_BEFORE || (isValidThere && server - now > DAY)))
    return { situation: 'clock-behind', params: { here: day(now) } };
  if (tls.problem === 'CERT_HAS_EXPIRED' && isValidThere && now - server > DAY)
    return { situation: 'clock-ahead', params: { server: day(server) } };
  const inspector = tls.chain.find(({ issuer }) => INSPECTORS.test(issuer));
  if (inspector !== undefined)
    return { situation: 'tls-inspected', params: { issuer: commonName(inspector.issuer) } };
  return null;
}

/** RFC 5322 §3.3 dates, as sendmail and Exim write them into their greeting. */
function dateIn(greeting: string): number | null {
  const found =
    /\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2}(?: [+-]\d{4}| GMT| UTC)?/.exec(
      greeting.slice(0, 1000),
    );
  const time = found === null ? Number.NaN : Date.parse(found[0]);
  return Number.isNaN(time) ? null : time;
}

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

const commonName = (name: string): string => /(?:^|, )CN=([^,]+)/.exec(name)?.[1] ?? name;
