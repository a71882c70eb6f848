import { describe, expect, it } from 'vitest';
import { isLink } from '#core/message/rich/allowed.ts';
import { linkAddress } from '#renderer/features/rich/link-address.ts';

describe('the address of a link', () => {
  it.each([
    ['example.org/offer', 'https://example.org/offer'],
    [' example.org ', 'https://example.org'],
    ['localhost.example:8080/a', 'https://localhost.example:8080/a'],
    ['ana@example.org', 'mailto:ana@example.org'],
    ['http://example.org', 'http://example.org'],
    ['mailto:ana@example.org', 'mailto:ana@example.org'],
  ])('is understood as people type it: %s', (typed, address) => {
    expect(linkAddress(typed)).toBe(address);
    expect(isLink(linkAddress(typed))).toBe(true);
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'words',
    '',
  ])('is none where it does not lead to the web or to a mailbox: %s', (typed) => {
    expect(isLink(linkAddress(typed))).toBe(false);
  });
});
