import { keptText } from '../kept-text.ts';

/** A batch that this browser uploads to, so that a closed tab or a crash costs nothing that has arrived. */
export interface KeptUpload {
  batchId: string;
  vehicleId: string;
  vin: string;
  files: number;
  /** Where the uploads under way go on, by path. */
  begun: Record<string, BegunUpload>;
}

interface BegunUpload {
  url: string;
  size: number;
  /** `lastModified` of the file in milliseconds since 1970: another one begins anew. */
  modified: number;
}

/** Those of more batches, the oldest, are forgotten. */
const mostKept = 8;

const kept = keptText('argus.upload');

/** The newest first. */
export function keptUploads(): KeptUpload[] {
  const text = kept.read();
  if (text === '') return [];
  try {
    // Before there were several, the one was no list.
    return [JSON.parse(text) as unknown].flat().filter(isKept);
  } catch {
    // What nobody wrote here: the files are chosen again.
    return [];
  }
}

function isKept(value: unknown): value is KeptUpload {
  if (typeof value !== 'object' || value === null) return false;
  const { batchId, begun } = value as Partial<KeptUpload>;
  return typeof batchId === 'string' && typeof begun === 'object' && begun !== null;
}

export function keepUpload(upload: KeptUpload): void {
  write([upload, ...others(upload.batchId)].slice(0, mostKept));
}

export function forgetUpload(batchId: string): void {
  write(others(batchId));
}

/**
 * Where the file's upload stands, undefined when it is over. Added to what is kept now, since other tabs write as well;
 * a batch that is no longer kept stays forgotten.
 */
export function keepUrl(batchId: string, path: string, file: File, url: string | undefined): void {
  const change = (upload: KeptUpload): KeptUpload => {
    if (upload.batchId !== batchId) return upload;
    const { [path]: _, ...begun } = upload.begun;
    if (url === undefined) return { ...upload, begun };
    return { ...upload, begun: { ...begun, [path]: { url, size: file.size, modified: file.lastModified } } };
  };
  write(keptUploads().map(change));
}

/** Where the file's upload goes on, if it is still the file that was begun. */
export function begunUrl(batchId: string, path: string, file: File): string | undefined {
  const begun = keptUploads().find((upload) => upload.batchId === batchId)?.begun;
  const found = begun && Object.hasOwn(begun, path) ? begun[path] : undefined;
  return found && found.size === file.size && found.modified === file.lastModified ? found.url : undefined;
}

const others = (batchId: string) => keptUploads().filter((upload) => upload.batchId !== batchId);

function write(uploads: readonly KeptUpload[]): void {
  kept.write(uploads.length > 0 ? JSON.stringify(uploads) : '');
}
