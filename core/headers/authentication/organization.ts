/**
 * Which domains belong together. By their form alone: the public suffix list is main's, so this is a guess that knows the usual second
 * levels, and says what a verification then confirms or not.
 */
import { toALabels } from '../qualified.ts';

/** Labels under which registries of two letters sell names: `co.uk`, `com.au`, `gouv.fr`. */
const SECOND_LEVELS = new Set(
  'ac asn asso co com ed edu gob gouv gov govt gv id info ltd mil ne net nhs nom or org plc sch tm'.split(
    ' ',
  ),
);

const withoutDot = (domain: string) => toALabels(domain.trim()).replace(/\.$/, '');

/** `mx.mail.example.co.uk` → `example.co.uk`. */
export function organizationOf(domain: string): string {
  const labels = withoutDot(domain).split('.');
  const [second = '', top = ''] = labels.slice(-2);
  const length = top.length === 2 && SECOND_LEVELS.has(second) ? 3 : 2;
  return labels.slice(-length).join('.');
}

/** RFC 7489 §3.1: `strict` where the domains are the same, `relaxed` where only their organization is. */
export type Alignment = 'strict' | 'relaxed' | 'none';

export function alignmentOf(domain: string, author: string): Alignment {
  const [one, other] = [withoutDot(domain), withoutDot(author)];
  if (one === '' || other === '') return 'none';
  if (one === other) return 'strict';
  return organizationOf(one) === organizationOf(other) ? 'relaxed' : 'none';
}
