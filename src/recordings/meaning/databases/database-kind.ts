/** Formats of databases besides DBC. */
export const databaseKinds = ['kcd', 'arxml', 'sym', 'ldf', 'dbf'] as const;
export type DatabaseKind = (typeof databaseKinds)[number];

/** Before the root element of XML, and before the first statement of the others. */
const xmlPrologue = /^\s*(?:<\?[^>]{0,400}\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]{0,400}>|\s+)*/;
const comments = /^(?:\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/;

const beginnings: Readonly<Record<DatabaseKind, { skipped: RegExp; first: RegExp }>> = {
  // The namespace is Kayak's own; many tools leave it out.
  kcd: { skipped: xmlPrologue, first: /^<(?:\w+:)?NetworkDefinition(?=[\s>])/ },
  arxml: { skipped: xmlPrologue, first: /^<(?:\w+:)?AUTOSAR(?=[\s>])/ },
  sym: { skipped: comments, first: /^FormatVersion\s*=\s*[56]\.\d/ },
  ldf: { skipped: comments, first: /^LIN_description_file\s*;/ },
  dbf: { skipped: comments, first: /^\[DATABASE_VERSION\]/ },
};

/** The format of a database by its first bytes; undefined if it is none of these. */
export function databaseKind(head: Uint8Array): DatabaseKind | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 4_096))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  return databaseKinds.find((kind) => {
    const { skipped, first } = beginnings[kind];
    return first.test(text.slice(skipped.exec(text)?.[0].length ?? 0));
  });
}
