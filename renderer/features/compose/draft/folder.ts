/**
 * A folder as one file: what is in it, zipped while it is read, so that little of it is in memory at a time. The page reads it itself, since
 * it was handed over to the page; main learns of it as of any dropped file. Loaded with the first folder.
 */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { MAX_CHUNK } from '#core/contract/uploads.ts';
import type { UploadSource } from './uploads.ts';

export interface FolderFile {
  /** within the folder, with the folder's own name first; parts parted by `/` */
  readonly path: string;
  readonly file: File;
}

export interface Folder {
  readonly name: string;
  readonly files: readonly FolderFile[];
  /** bytes of all its files */
  readonly size: number;
}

/** Beyond these a zip needs ZIP64, which many who receive it cannot open. */
const MAX_FILES = 65_000;
const MAX_BYTES = 4_000_000_000;

export const isTooLarge = ({ files, size }: Folder): boolean => files.length > MAX_FILES || size > MAX_BYTES;

export function folderOf(name: string, files: readonly FolderFile[]): Folder {
  return { name, files, size: files.reduce((sum, { file }) => sum + file.size, 0) };
}

/** What a dialog for folders gives. Null: nothing is in it. */
export function chosenFolder(files: readonly File[]): Folder | null {
  const [name = ''] = files[0]?.webkitRelativePath.split('/') ?? [];
  if (name === '') return null;
  return folderOf(
    name,
    files.map((file) => ({ path: file.webkitRelativePath, file })),
  );
}

/** What a dropped folder holds; whatever cannot be read ends it. */
export async function droppedFolder(entry: FileSystemDirectoryEntry): Promise<Folder> {
  const files: FolderFile[] = [];
  const waiting: FileSystemDirectoryEntry[] = [entry];
  for (let next = waiting.pop(); next !== undefined && files.length <= MAX_FILES; next = waiting.pop())
    for (const inside of await entriesIn(next)) {
      if (isDirectory(inside)) waiting.push(inside);
      else if (isFile(inside))
        files.push({ path: inside.fullPath.replace(/^\//, ''), file: await fileOf(inside) });
    }
  return folderOf(entry.name, files);
}

export const isDirectory = (entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry =>
  entry?.isDirectory === true;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** The reader gives some at a time, and none at the end. */
async function entriesIn(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** Of these the bytes are packed already. */
const PACKED =
  /\.(?:7z|avif|docx|gz|heic|jpe?g|m4a|mkv|mov|mp3|mp4|odt|pdf|png|pptx|webm|webp|xlsx|xz|zip|zst)$/i;

export const zipSource = (folder: Folder): UploadSource => ({
  name: `${folder.name}.zip`,
  mediaType: 'application/zip',
  size: folder.size,
  octets: (_, read) => zipPieces(folder, read),
});

async function* zipPieces(
  { files }: Folder,
  read: (bytes: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let made: Uint8Array[] = [];
  const taken = () => {
    const now = made;
    made = [];
    return now;
  };
  const failed: Error[] = [];
  const zip = new Zip((error, bytes) => {
    if (error !== null) failed.push(error);
    else made.push(bytes);
  });
  let done = 0;
  for (const { path, file } of files) {
    const entry = PACKED.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    entry.mtime = file.lastModified;
    zip.add(entry);
    for (let at = 0; at < file.size || at === 0; at += MAX_CHUNK) {
      const bytes = new Uint8Array(await file.slice(at, at + MAX_CHUNK).arrayBuffer());
      entry.push(bytes, at + MAX_CHUNK >= file.size);
      done += bytes.length;
      yield* inPieces(taken());
      read(done);
    }
  }
  zip.end();
  yield* inPieces(taken());
  if (failed[0] !== undefined) throw failed[0];
}

function* inPieces(made: readonly Uint8Array[]): Generator<Uint8Array<ArrayBuffer>> {
  for (const bytes of made)
    for (let at = 0; at < bytes.length; at += MAX_CHUNK)
      yield new Uint8Array(bytes.subarray(at, at + MAX_CHUNK));
}
