/** Where a rule's reason can be read. */
import { rfcSection } from '../fields.ts';
import type { Rule } from './model.ts';

export interface RuleSource {
  readonly label: string;
  readonly url: string;
}

/** A letter is an appendix; no section: the RFC as a whole. */
export function ruleSource(source: Rule['source']): RuleSource | null {
  if (source === null) return null;
  const [rfc, section] = source;
  const url = `https://www.rfc-editor.org/rfc/rfc${String(rfc)}`;
  if (section === '') return { label: `RFC ${String(rfc)}`, url };
  if (/^[A-Z]$/.test(section))
    return { label: `RFC ${String(rfc)} §${section}`, url: `${url}#appendix-${section}` };
  return rfcSection(rfc, section);
}
