import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';

/** By which a file is recognised without reading it. */
export interface FileIdentity {
  /** bytes */
  size: number;
  /** Nanoseconds since 1970, of the last modification; decimal, since it is more than a number holds. */
  mtime: string;
}

/** A file on the disk, as it is to be stored. */
export interface LocalFile extends FileIdentity {
  path: string;
  /** As it is listed. */
  name: string;
  /** Milliseconds since 1970, of its creation on this disk, where the system knows it. */
  createdMs?: number | undefined;
}

export interface HashedFile extends LocalFile {
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** The file is not what it was when it was looked at: most often, a recorder is still writing it. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
  readonly path: string;

  constructor(path: string, how: string) {
    super(`${path} ${how}`);
    this.path = path;
  }
}

export async function identityOf(path: string): Promise<FileIdentity & Pick<LocalFile, 'createdMs'>> {
  const { size, mtimeNs, birthtimeMs } = await stat(path, { bigint: true });
  const createdMs = birthtimeMs > 0n ? Number(birthtimeMs) : undefined;
  return { size: Number(size), mtime: String(mtimeNs), createdMs };
}

/** @throws FileChanged unless it has the same size and time of modification. */
export async function assertUnchanged({ path, size, mtime }: LocalFile): Promise<void> {
  const now = await identityOf(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new FileChanged(path, 'was removed meanwhile');
    throw error;
  });
  if (now.size > size) {
    throw new FileChanged(path, `has grown from ${size} to ${now.size} bytes: something still writes to it`);
  }
  if (now.size < size) throw new FileChanged(path, `has shrunk from ${size} to ${now.size} bytes`);
  if (now.mtime !== mtime) throw new FileChanged(path, 'was modified meanwhile');
}

/** The SHA-256 of the file as it was looked at, in hexadecimal. @throws FileChanged */
export async function digestFile(file: LocalFile): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(file.path);
  try {
    for await (const chunk of rangeOf(handle, file, 0, file.size)) hash.update(chunk);
  } finally {
    await handle.close();
  }
  await assertUnchanged(file);
  return hash.digest('hex');
}

/** Enough for the disk, little enough for a small computer. */
const readBytes = 64 * 1024;

/**
 * Bytes of a file from `start` to before `end`, in memory that is used again: a chunk holds until the next is asked for.
 * @throws FileChanged where the file ends before.
 */
export async function* rangeOf(
  handle: FileHandle,
  { path, size }: LocalFile,
  start: number,
  end: number,
  chunkBytes = readBytes,
): AsyncGenerator<Buffer> {
  const memory = Buffer.allocUnsafeSlow(Math.min(chunkBytes, end - start));
  for (let at = start; at < end; ) {
    const { bytesRead } = await handle.read(memory, 0, Math.min(memory.length, end - at), at);
    if (bytesRead === 0) throw new FileChanged(path, `has shrunk from ${size} to ${at} bytes`);
    at += bytesRead;
    yield memory.subarray(0, bytesRead);
  }
}
