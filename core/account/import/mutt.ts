/** mutt's muttrc: `set smtp_url = "smtps://user@host"`, with `from` and `realname`. Nothing in backticks is run, nothing is sourced. */
import { fromSmtpUrl } from './smtp-url.ts';
import type { Findings } from './found.ts';

/** `name = value`, the value in quotes or without. A name is tried from its first letter alone. */
const ASSIGNMENT = /(?<![a-z_])([a-z_]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s#"'`]+))/gi;

const MUTT_PORT = 25;

export function fromMutt(text: string): Findings {
  const set = new Map<string, { readonly value: string; readonly line: number }>();
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    if (!/^\s*set\s/.test(line)) continue;
    for (const [, name = '', double, single, bare] of line.matchAll(ASSIGNMENT))
      set.set(name.toLowerCase(), {
        value: double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '',
        line: index + 1,
      });
  }
  const url = set.get('smtp_url');
  if (url === undefined) return { accounts: [], problems: [] };
  const from = set.get('from')?.value ?? '';
  const identity = {
    name: set.get('realname')?.value ?? /^([^<]*)</.exec(from)?.[1]?.trim() ?? '',
    address: /<([^<>]*)>/.exec(from)?.[1] ?? from,
  };
  const notes = set.has('smtp_pass') ? (['password'] as const) : [];
  return fromSmtpUrl(url.value, { line: url.line, identity, port: MUTT_PORT, notes });
}
