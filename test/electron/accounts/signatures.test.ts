/** Rich signatures on their way into the store: cleaned whatever the page says, with the plain text that is made of them. */
import { describe, expect, it } from 'vitest';
import { MOST_SIGNATURE_HTML, type Identity } from '#core/account/identity.ts';
import { temporaryFolder } from '../secrets/temporary-folder.ts';
import { identity, input, open } from './stage.ts';

async function saved(change: Partial<Identity>): Promise<Pick<Identity, 'signature' | 'signatureHtml'>> {
  const folder = temporaryFolder();
  await open(folder).accounts.save(input('Work', { identities: [{ ...identity, ...change, id: null }] }));
  const [one] = open(folder).accounts.list().accounts[0]?.account.identities ?? [];
  return { signature: one?.signature ?? '', signatureHtml: one?.signatureHtml ?? '' };
}

describe('a rich signature', () => {
  it('is stored in its one form, with its plain text, whatever was said to be that', async () => {
    expect(
      await saved({
        signature: 'something else',
        signatureHtml: '<p></p><p><strong>Eva</strong></p><p style="color: #1d4f91">Velmont</p><p></p>',
      }),
    ).toEqual({
      signature: 'Eva\n\nVelmont',
      signatureHtml: '<p><strong>Eva</strong></p><p style="color: #1d4f91">Velmont</p>',
    });
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src="https://tracker.example/pixel.png">',
    '<img src="cid:01BX5ZZKBKACTAV9WEVGEMMVRZ">',
    '<img src="data:image/png;base64,AAAA" onerror="alert(1)">',
    '<svg onload="alert(1)"><a xlink:href="javascript:alert(1)"></a></svg>',
    '<iframe src="https://tracker.example"></iframe>',
    '<style>p { background: url(https://tracker.example) }</style>',
  ])('keeps nothing of %s', async (hostile) => {
    expect(await saved({ signatureHtml: `<p>Eva</p>${hostile}` })).toEqual({
      signature: 'Eva',
      signatureHtml: '<p>Eva</p>',
    });
    expect(await saved({ signature: 'old', signatureHtml: hostile })).toEqual({
      signature: '',
      signatureHtml: '',
    });
  });

  it('leads nowhere but to the web and to mail', async () => {
    const link = (href: string) => `<p><a href="${href}">Eva</a></p>`;
    expect((await saved({ signatureHtml: link('javascript:alert(1)') })).signatureHtml).toBe('<p>Eva</p>');
    expect((await saved({ signatureHtml: link('https://velmont.example') })).signatureHtml).toBe(
      link('https://velmont.example'),
    );
  });

  it('stays as plain text where it is too long once it is clean', async () => {
    const signatureHtml = `<p>${'&'.repeat(MOST_SIGNATURE_HTML - 7)}</p>`;
    const { signature, signatureHtml: html } = await saved({ signatureHtml });
    expect([signature.length, html]).toEqual([10_000, '']);
  });

  it('is none where it was written as plain text, which is left as it is', async () => {
    expect(await saved({ signature: 'Eva <3' })).toEqual({ signature: 'Eva <3', signatureHtml: '' });
  });
});
