import type { Receipt } from '../../receipts/receipt-schema.ts';
import type { StoredFile } from './batch-journal.ts';

export interface CheckedFiles {
  /** In the receipt, with the size and the digest that they had here. */
  safe: StoredFile[];
  unsafe: StoredFile[];
}

/** Which of the files a receipt, whose signature holds, makes safe to delete. */
export function checkAgainst(receipt: Receipt, files: Iterable<StoredFile>): CheckedFiles {
  const named = new Map(receipt.files.map((file) => [file.file_id, file]));
  const checked: CheckedFiles = { safe: [], unsafe: [] };
  for (const file of files) {
    const entry = named.get(file.file_id);
    const isSafe = entry?.sha256 === file.sha256 && entry.size === file.size;
    checked[isSafe ? 'safe' : 'unsafe'].push(file);
  }
  return checked;
}
