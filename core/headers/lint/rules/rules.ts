/** Every rule, in the order of their groups. */
import type { Rule } from '../model.ts';
import { addressGrammarRules } from './address-grammar.ts';
import { addressRules } from './addresses.ts';
import { automationRules } from './automation.ts';
import { dateRules } from './dates.ts';
import { encodedWordRules } from './encoded-words.ts';
import { identifierRules } from './identifiers.ts';
import { lineRules } from './lines.ts';
import { listRules } from './lists.ts';
import { encodingRules } from './encodings.ts';
import { parameterRules } from './parameters.ts';
import { structureRules } from './structure.ts';
import { mimeFieldRules } from './mime-fields.ts';
import { occurrenceRules } from './occurrence.ts';
import { resultRules } from './results.ts';
import { sendingRules } from './sending.ts';
import { signatureRules } from './signatures.ts';
import { traceRules } from './trace.ts';

export const rules: readonly Rule[] = [
  ...lineRules,
  ...occurrenceRules,
  ...dateRules,
  ...addressGrammarRules,
  ...addressRules,
  ...identifierRules,
  ...encodedWordRules,
  ...mimeFieldRules,
  ...parameterRules,
  ...encodingRules,
  ...structureRules,
  ...traceRules,
  ...signatureRules,
  ...resultRules,
  ...listRules,
  ...automationRules,
  ...sendingRules,
];
