/** EHLO keywords as the lint and the doubts ask for them; apart from offers.ts, whose schema the page does not need. */
import type { ServerOffers } from './offers.ts';

/** In capitals, with their parameters, after TLS if there was any; null: the server was not spoken to. */
export function keywordsOf(offers: ServerOffers | null): ReadonlyMap<string, string> | null {
  const extensions = offers?.afterTls ?? offers?.beforeTls ?? null;
  return (
    extensions && new Map(extensions.map(({ keyword, parameters }) => [keyword.toUpperCase(), parameters]))
  );
}
