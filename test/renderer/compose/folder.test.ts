// A folder as a zip: what is in it comes out again, in pieces that main takes.
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { MAX_CHUNK } from '#core/contract/uploads.ts';
import { chosenFolder, folderOf, isTooLarge, zipSource } from '#renderer/features/compose/draft/folder.ts';

const noise = Uint8Array.from({ length: 3 * MAX_CHUNK + 17 }, (_, at) => (at * 7 + (at >> 8) * 13) & 255);
const files = [
  { path: 'Été/plan.txt', file: new File(['The plan\n'.repeat(1000)], 'plan.txt') },
  { path: 'Été/inside/empty.txt', file: new File([], 'empty.txt') },
  { path: 'Été/inside/large.jpg', file: new File([noise], 'large.jpg') },
];

async function zipped() {
  const told: number[] = [];
  const pieces: Uint8Array[] = [];
  for await (const piece of zipSource(folderOf('Été', files)).octets(AbortSignal.any([]), (read) =>
    told.push(read),
  ))
    pieces.push(piece);
  return { told, pieces };
}

it('gives back every file with its path, in pieces of a bounded size', async () => {
  const { pieces, told } = await zipped();
  expect(pieces.every(({ length }) => length <= MAX_CHUNK)).toBe(true);
  const out = unzipSync(new Uint8Array(Buffer.concat(pieces)));
  expect(Object.keys(out)).toEqual(files.map(({ path }) => path));
  expect(Buffer.from(out['Été/plan.txt'] ?? []).toString()).toBe('The plan\n'.repeat(1000));
  expect(out['Été/inside/empty.txt']).toHaveLength(0);
  expect(Buffer.from(out['Été/inside/large.jpg'] ?? []).equals(Buffer.from(noise))).toBe(true);
  expect(told.at(-1)).toBe(folderOf('Été', files).size);
});

it('is named after the folder', () => {
  expect(zipSource(folderOf('Été', files))).toMatchObject({ name: 'Été.zip', mediaType: 'application/zip' });
});

it('knows what is more than every zip can hold', () => {
  expect(isTooLarge(folderOf('Été', files))).toBe(false);
  expect(isTooLarge({ name: 'a', files, size: 5_000_000_000 })).toBe(true);
});

it('of a dialog that gave nothing is none', () => {
  expect(chosenFolder([])).toBeNull();
});
