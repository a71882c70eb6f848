import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { mediaTypeByContent, UNKNOWN_TYPE } from '#core/message/media-type.ts';
import { bytesOf } from '#core/pictures/octets.ts';

const picture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(path.join(import.meta.dirname, '../../fixtures/pictures', name)));

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('the media type of a file', () => {
  it.each([
    ['placed.jpg', 'image/jpeg'],
    ['placed.png', 'image/png'],
    ['placed.webp', 'image/webp'],
    ['placed.heic', 'image/heic'],
  ])('comes from the content, whatever the name says: %s', (name, expected) => {
    for (const named of [UNKNOWN_TYPE, 'text/plain', 'image/gif', 'application/pdf'])
      expect(mediaTypeByContent(named, picture(name))).toBe(expected);
  });

  it.each([
    ['a PDF that is called a text', '%PDF-1.7\n', 'text/plain', 'application/pdf'],
    ['a program that is called a picture', 'MZ\x90\0\x03', 'image/jpeg', 'application/x-msdownload'],
    ['a text that is called a picture', 'Hello\r\n', 'image/jpeg', 'text/plain'],
    ['a text without an ending', 'Hello\n', UNKNOWN_TYPE, 'text/plain'],
    ['a page without an ending', '<!DOCTYPE html><p>', UNKNOWN_TYPE, 'text/html'],
    ['a drawing without an ending', '<?xml version="1.0"?>\n<svg xmlns="x">', UNKNOWN_TYPE, 'image/svg+xml'],
    ['a calendar without an ending', 'BEGIN:VCALENDAR\r\n', UNKNOWN_TYPE, 'text/calendar'],
    ['octets that are called a text', 'a\0b', 'text/plain', UNKNOWN_TYPE],
    ['octets that nobody knows', '\x01\x02\x03', UNKNOWN_TYPE, UNKNOWN_TYPE],
  ])('is what it is: %s', (_, head, named, expected) => {
    expect(mediaTypeByContent(named, bytesOf(head))).toBe(expected);
  });

  it.each([
    ['a document is a zip', 'PK\x03\x04', DOCX],
    ['an old document is a compound file', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'application/msword'],
    ['a table is a text', 'a;b\r\n1;2\r\n', 'text/csv'],
    ['a message is a text', 'From: a@b.example\r\n\r\n', 'message/rfc822'],
    ['a program’s data is XML', '<?xml version="1.0"?><kml>', 'application/vnd.google-earth.kml+xml'],
    ['sound without a mark is sound', '\xff\xfb\x90\0', 'audio/mpeg'],
    ['nothing is in it', '', 'text/csv'],
    ['UTF-16 is a text', '\xff\xfea\0', 'text/plain'],
  ])('is what the name says where the content says less: %s', (_, head, named) => {
    expect(mediaTypeByContent(named, bytesOf(head))).toBe(named);
  });
});
