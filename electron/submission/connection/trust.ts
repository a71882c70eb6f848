/** The authorities that a chain may end at: Node's own, the system's where the runtime can read them, and an account's own. All PEM. */
import * as tls from 'node:tls';

let systemTrust: readonly string[] | undefined;

/** Node's own list of authorities, and the system's where the runtime can read it (Node 22.15): a company's authority lives there. */
export function defaultTrust(): readonly string[] {
  // Most of the system's are Node's too; each one read twice costs time.
  systemTrust ??= [...new Set([...tls.rootCertificates, ...systemCertificates()].map((pem) => pem.trim()))];
  return systemTrust;
}

function systemCertificates(): readonly string[] {
  if (!('getCACertificates' in tls)) return [];
  try {
    return tls.getCACertificates('system');
  } catch {
    return [];
  }
}

const MAX_LISTS = 20;
const lists = new Map<string, { readonly usual: readonly string[]; readonly all: readonly string[] }>();

/** The usual ones and those of this PEM text; the same list for the same text, since reading one takes time. */
export function trustWith(usual: readonly string[], pem: string): readonly string[] {
  if (pem === '') return usual;
  const known = lists.get(pem);
  if (known?.usual === usual) return known.all;
  const all = [...usual, ...certificatesIn(pem)];
  if (lists.size >= MAX_LISTS) lists.clear();
  lists.set(pem, { usual, all });
  return all;
}

/** Each certificate of a PEM text (RFC 7468 §5) on its own. What stands between them is commentary. */
export const certificatesIn = (pem: string): readonly string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? [];
