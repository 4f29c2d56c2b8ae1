import { startsWith } from '../../bytes/file-head.ts';
import { latin1 } from '../text/ascii.ts';

/** Parts with which a package begins, and no archive of recordings. */
const parts = {
  'xl/': 'workbook|worksheets/|_rels/workbook|styles|sharedStrings|theme/',
  'word/': 'document|_rels/document|styles|theme/',
  'ppt/': 'presentation|_rels/presentation|slides/|theme/',
} as const;

/** The head of a file in an archive, up to its name. */
const fileHead = 'PK\\x03\\x04[\\s\\S]{26}';

/** ISO/IEC 29500-2: a ZIP archive whose parts are in this folder; the first files of one are enough to tell. */
export function isOffice(folder: 'xl/' | 'word/' | 'ppt/'): (head: Uint8Array) => boolean {
  return (head) => {
    if (!startsWith(head, 'PK\x03\x04')) return false;
    const text = latin1(head);
    // Some programs write the list of the contents last.
    if (new RegExp(`^${fileHead}${folder}(?:${parts[folder]})`).test(text)) return true;
    const isPackage = text.includes('[Content_Types].xml') || text.includes('docProps/');
    return isPackage && new RegExp(`${fileHead}${folder}`).test(text);
  };
}

/** ISO/IEC 26300-3, 3.3: the first file of a package is `mimetype`, not packed. */
export function isOpenDocument(...kinds: readonly string[]): (head: Uint8Array) => boolean {
  const first = new RegExp(
    `^${fileHead}mimetypeapplication/vnd\\.oasis\\.opendocument\\.(?:${kinds.join('|')})`,
  );
  return (head) => first.test(latin1(head.subarray(0, 128)));
}

const anyOpenDocument = isOpenDocument('text', 'presentation', 'graphics', 'formula', 'chart', 'spreadsheet');

/** A document or a workbook of an office program, rather than an archive of recordings. */
export function isOfficeFile(head: Uint8Array): boolean {
  return (
    anyOpenDocument(head) || (['xl/', 'word/', 'ppt/'] as const).some((folder) => isOffice(folder)(head))
  );
}
