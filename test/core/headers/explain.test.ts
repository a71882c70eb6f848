// The explanations of header fields, and the registry for those without words of their own.
import { describe, expect, it } from 'vitest';
import * as en from '#core/headers/explain/en.ts';
import * as fr from '#core/headers/explain/fr.ts';
import { registry } from '#core/headers/explain/registry.ts';
import { fieldFacts, fieldKey, fieldKeys, referenceUrl } from '#core/headers/fields.ts';

describe('explanations', () => {
  it('name the standard of each field, whatever its case', () => {
    expect(fieldFacts('MESSAGE-id').source).toEqual({
      label: 'RFC 5322 §3.6.4',
      url: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4',
    });
    expect(fieldFacts('Thread-Index').source).toBeNull();
  });

  it.each([
    ['Resent-To', 'resent-to'],
    ['List-Archive', 'list-archive'],
    ['List-Whatever', 'list-other'],
    ['X-Spam-Status', 'x-spam'],
    ['X-Anything', 'extension'],
    ['Downgraded-To', 'downgraded'],
    ['Frobnicate', 'unknown'],
    ['constructor', 'unknown'],
    ['unknown', 'unknown'],
  ])('know the family of %s', (name, key) => {
    expect(fieldKey(name)).toBe(key);
  });

  it('have the same keys in both languages, and words for each', () => {
    expect(Object.keys(fr.explanations)).toEqual(Object.keys(en.explanations));
    expect(Object.keys(en.explanations).toSorted()).toEqual(fieldKeys.toSorted());
    for (const key of fieldKeys) {
      expect(en.explanations[key]).toMatch(/^\S.*[.!]$/);
      expect(fr.explanations[key]).toMatch(/^\S.*[.!]$/);
      expect(fr.explanations[key]).not.toBe(en.explanations[key]);
    }
  });

  it('are at hand for eighty fields or more by their own name, each with the section of an RFC', () => {
    const own = fieldKeys.filter((key) => fieldKey(key) === key && fieldFacts(key).source !== null);
    process.stdout.write(`Fields explained with a section of an RFC: ${String(own.length)}\n`);
    expect(own.length).toBeGreaterThanOrEqual(80);
    for (const key of own) expect(fieldFacts(key).source?.label).toMatch(/^RFC \d{4} §[\d.]+$/);
  });

  it('keep French punctuation from a new line', () => {
    for (const text of Object.values(fr.explanations)) expect(text).not.toMatch(/ [:;?!»]|« /);
  });
});

describe('the registry', () => {
  it('has the mail fields that the RFCs define, with status and reference', () => {
    expect(registry.size).toBeGreaterThan(160);
    expect(registry.get('mmhs-primary-precedence')).toEqual({
      name: 'MMHS-Primary-Precedence',
      protocol: 'mail',
      status: '',
      provisional: false,
      references: ['RFC6477', 'ACP123'],
    });
    expect(registry.get('content-type')?.protocol).toBe('MIME');
  });

  it('leads to the documents that the IETF publishes', () => {
    expect(referenceUrl('RFC6477')).toBe('https://www.rfc-editor.org/rfc/rfc6477');
    expect(referenceUrl('draft-koenig-privicons')).toBe(
      'https://datatracker.ietf.org/doc/draft-koenig-privicons/',
    );
    expect(referenceUrl('ACP123')).toBeNull();
  });
});
