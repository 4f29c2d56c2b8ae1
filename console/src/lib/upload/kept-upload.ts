import { keptText } from '../kept-text.ts';

/** The batch that this browser uploads to, so that a closed tab or a crash costs nothing that has arrived. */
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

const kept = keptText('argus.upload');

export function readKeptUpload(): KeptUpload | undefined {
  const text = kept.read();
  if (text === '') return undefined;
  try {
    const upload = JSON.parse(text) as Partial<KeptUpload>;
    return typeof upload.batchId === 'string' && upload.begun ? (upload as KeptUpload) : undefined;
  } catch {
    // What an earlier version of this page wrote: the files are chosen again.
    return undefined;
  }
}

export function writeKeptUpload(upload: KeptUpload | undefined): void {
  kept.write(upload ? JSON.stringify(upload) : '');
}

/** Where the file's upload goes on, if it is still the file that was begun. */
export function begunUrl({ begun }: KeptUpload, path: string, file: File): string | undefined {
  const found = Object.hasOwn(begun, path) ? begun[path] : undefined;
  return found && found.size === file.size && found.modified === file.lastModified ? found.url : undefined;
}
