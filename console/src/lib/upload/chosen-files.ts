import { t } from '../language.ts';
/** A file to upload. */
export interface ChosenFile {
  /** Its path within the chosen or dropped folder, by which it is listed: `cam0/drive.mcap`. */
  path: string;
  size: number;
  file: File;
}

const chosen = (path: string, file: File): ChosenFile => ({ path, size: file.size, file });

/** The files of an input for files or for a folder. */
export function filesOfInput(files: Iterable<File>): ChosenFile[] {
  return [...files].map((file) => chosen(file.webkitRelativePath || file.name, file));
}

/**
 * Files that were dropped, with all that lies in dropped folders. Has to be called while the event is handled: the items
 * are gone afterwards.
 * @throws Error with a sentence for people if a file or folder cannot be read.
 */
export async function filesOfDrop(items: Iterable<DataTransferItem>): Promise<ChosenFile[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found: ChosenFile[] = [];
  for (const entry of entries) await collect(entry, found);
  return found;
}

async function collect(entry: FileSystemEntry, found: ChosenFile[]): Promise<void> {
  const path = entry.fullPath.replace(/^\//, '');
  try {
    if (entry.isFile) {
      const file = await new Promise<File>((done, failed) =>
        (entry as FileSystemFileEntry).file(done, failed),
      );
      found.push(chosen(path, file));
      return;
    }
    for await (const child of childrenOf(entry as FileSystemDirectoryEntry)) await collect(child, found);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw new Error(t('{path} cannot be read: {message}', { path, message: error.message }), {
      cause: error,
    });
  }
}

/** A reader gives some entries at a time (100 in Chromium), then none. */
async function* childrenOf(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry> {
  const reader = folder.createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return;
    yield* some;
  }
}

/** What is added to the files chosen so far: the same path replaces what stood there, empty files are left out. */
export function addChosen(
  before: readonly ChosenFile[],
  added: readonly ChosenFile[],
): { files: ChosenFile[]; empty: number } {
  const byPath = new Map(before.map((file) => [file.path, file]));
  const sound = added.filter(({ size }) => size > 0);
  for (const file of sound) byPath.set(file.path, file);
  return { files: [...byPath.values()], empty: added.length - sound.length };
}
