// Which part of a message is shown first, and which pictures are its own.
import { describe, expect, it } from 'vitest';
import { cidName, picturesFor, readableParts } from '#core/mime/readable.ts';
import { StructureScanner } from '#core/mime/scanner.ts';

function structureOf(...lines: string[]) {
  const scanner = new StructureScanner();
  scanner.push(new TextEncoder().encode(lines.join('\r\n')));
  return scanner.finish();
}

const multipart = (kind: string, boundary: string) => `Content-Type: multipart/${kind}; boundary=${boundary}`;
const part = (boundary: string, type: string, ...more: string[]) => [
  `--${boundary}`,
  `Content-Type: ${type}`,
  ...more,
  '',
  'x',
];

describe('the part that is shown first', () => {
  it('is the HTML of an alternative', () => {
    const structure = structureOf(
      multipart('alternative', 'a'),
      '',
      ...part('a', 'text/plain'),
      ...part('a', 'text/html'),
      ...part('a', 'text/calendar'),
      '--a--',
    );
    expect(readableParts(structure).preferred?.number).toBe('2');
    expect(readableParts(structure).parts.map(({ number }) => number)).toEqual(['1', '2']);
  });

  it('is the first text where there is no choice, and no attachment', () => {
    const structure = structureOf(
      multipart('mixed', 'm'),
      '',
      ...part('m', 'text/html', 'Content-Disposition: attachment'),
      ...part('m', 'text/plain'),
      ...part('m', 'text/html'),
      '--m--',
    );
    expect(readableParts(structure).preferred?.number).toBe('2');
  });

  it('is of the message itself, not of one that it carries', () => {
    const structure = structureOf(
      multipart('alternative', 'a'),
      '',
      ...part('a', 'text/plain'),
      '--a',
      'Content-Type: message/rfc822',
      '',
      'Content-Type: text/html',
      '',
      'x',
      '--a--',
    );
    expect(readableParts(structure).preferred?.number).toBe('1');
    expect(readableParts(structure).parts).toHaveLength(2);
  });

  it('is none where nothing is text', () => {
    expect(readableParts(structureOf('Content-Type: image/png', '', 'x')).preferred).toBeUndefined();
  });
});

describe('the pictures of a text', () => {
  const structure = structureOf(
    multipart('mixed', 'm'),
    '',
    ...part('m', 'image/png', 'Content-ID: <logo@x>'),
    '--m',
    multipart('related', 'r'),
    '',
    ...part('r', 'text/html'),
    ...part('r', 'image/gif', 'Content-ID: <logo@x>'),
    ...part('r', 'application/pdf', 'Content-ID: <file@x>'),
    '--r--',
    '--m--',
  );
  const text = structure.parts.find(({ mediaType }) => mediaType === 'text/html');

  it('are those that it can name, nearest first, and only pictures', () => {
    const pictures = text === undefined ? new Map() : picturesFor(structure, text);
    expect([...pictures.keys()]).toEqual(['logo@x']);
    expect(pictures.get('logo@x')).toMatchObject({ mediaType: 'image/gif' });
  });

  it.each([
    ['cid:logo@x', 'logo@x'],
    ['CID:logo%40x', 'logo@x'],
    ['cid:%', '%'],
    ['cid:../../etc/passwd', '../../etc/passwd'],
    ['https://x.example/cid:logo', null],
  ])('are named by %s', (address, name) => {
    expect(cidName(address)).toBe(name);
  });
});
