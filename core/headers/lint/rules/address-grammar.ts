/** The grammar of address fields (RFC 5322 §3.4): what breaks it. */
import type { Rule } from '../model.ts';
import type { AddressFault } from '../read/addresses.ts';
import type { RuleId } from '../words/en.ts';
import { ADDRESS_FIELDS, shortened } from './fields.ts';

/** What breaks the grammar of an address field. */
function grammar(
  id: RuleId,
  severity: Rule['severity'],
  source: readonly [number, string],
  fault: AddressFault,
  [good, bad]: readonly [string, string],
  more: Pick<Rule, 'originated'> = {},
): Rule {
  return {
    id,
    severity,
    source,
    ...more,
    good: { header: good },
    bad: { header: bad },
    check: (message, report) => {
      for (const field of message.named(...ADDRESS_FIELDS)) {
        const text = message.raw(field);
        for (const found of message.addresses(field).faults)
          if (found.fault === fault)
            report(message.place(field, found), {
              field: field.item.name,
              value: shortened(text.slice(found.start, found.end)),
            });
      }
    },
  };
}

export const addressGrammarRules: readonly Rule[] = [
  grammar('A01', 'error', [5322, '3.4'], 'no-address', ['To: jonas@brueckner.example', 'To: Jonas Weber']),
  grammar('A09', 'error', [5322, '3.2.5'], 'specials', [
    'To: "Weber; Jonas" <jonas@brueckner.example>',
    'To: jonas@home <jonas@brueckner.example>',
  ]),
  grammar('A10', 'error', [5322, '3.2.4'], 'quote-open', [
    'To: "Jonas" <jonas@brueckner.example>',
    'To: jonas@brueckner.example, <"dana@okafor.example>',
  ]),
  grammar('A11', 'error', [5322, '3.2.2'], 'comment-open', [
    'To: jonas@brueckner.example (Jonas)',
    'To: jonas@brueckner.example (Jonas',
  ]),
  grammar(
    'A12',
    'error',
    [5322, '4.4'],
    'source-route',
    ['To: <jonas@brueckner.example>', 'To: <@mx.brueckner.example:jonas@brueckner.example>'],
    { originated: true },
  ),
  grammar('A13', 'warning', [5322, '4.4'], 'empty-element', [
    'To: a@okafor.example, b@okafor.example',
    'To: a@okafor.example,, b@okafor.example',
  ]),
  grammar('A14', 'error', [5322, '3.4'], 'group-open', [
    'To: Crew: a@okafor.example, b@okafor.example;',
    'To: Crew: a@okafor.example, b@okafor.example',
  ]),
  grammar('A22', 'warning', [5322, '4.1'], 'dot-in-name', [
    'To: "Jonas W. Weber" <jonas@brueckner.example>',
    'To: Jonas W. Weber <jonas@brueckner.example>',
  ]),
  grammar('A23', 'error', [5322, '3.4'], 'angle-open', [
    'To: Jonas <jonas@brueckner.example>',
    'To: Jonas <jonas@brueckner.example',
  ]),
];
