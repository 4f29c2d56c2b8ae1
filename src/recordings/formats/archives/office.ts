import { startsWith } from '../../bytes/file-head.ts';
import { latin1 } from '../text/ascii.ts';

/** The first part of a package, as no archive of recordings begins. */
const parts = {
  'xl/': /^PK\x03\x04[\s\S]{26}xl\/(?:workbook|worksheets\/|_rels\/workbook|styles|sharedStrings|theme\/)/,
  'word/': /^PK\x03\x04[\s\S]{26}word\/(?:document|_rels\/document|styles|theme\/)/,
  'ppt/': /^PK\x03\x04[\s\S]{26}ppt\/(?:presentation|_rels\/presentation|slides\/|theme\/)/,
} as const;

/** ISO/IEC 29500-2: a ZIP archive whose parts are in this folder; the first files of one are enough to tell. */
export function isOffice(folder: 'xl/' | 'word/' | 'ppt/'): (head: Uint8Array) => boolean {
  return (head) => {
    if (!startsWith(head, 'PK\x03\x04')) return false;
    const text = latin1(head);
    // Some programs write the list of the contents last.
    if (parts[folder].test(text)) return true;
    const isPackage = text.includes('[Content_Types].xml') || text.includes('docProps/');
    return isPackage && new RegExp(`PK\\x03\\x04[\\s\\S]{26}${folder}`).test(text);
  };
}

/** A document or a workbook of an office program, rather than an archive of recordings. */
export function isOfficeFile(head: Uint8Array): boolean {
  return (['xl/', 'word/', 'ppt/'] as const).some((folder) => isOffice(folder)(head));
}
