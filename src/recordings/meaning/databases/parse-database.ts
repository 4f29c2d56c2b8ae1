import { parseDbc } from '../dbc/parse-dbc.ts';
import { type DatabaseKind, databaseKind } from './database-kind.ts';
import type { ParsedDatabase } from './definition-collector.ts';
import { parseArxml } from './parse-arxml.ts';
import { parseDbf } from './parse-dbf.ts';
import { parseKcd } from './parse-kcd.ts';
import { parseLdf } from './parse-ldf.ts';
import { parseSym } from './parse-sym.ts';

const parsers: Readonly<Record<DatabaseKind, (bytes: Uint8Array) => ParsedDatabase>> = {
  arxml: parseArxml,
  dbf: parseDbf,
  kcd: parseKcd,
  ldf: parseLdf,
  sym: parseSym,
};

/** The definitions in a file of any format of databases; what is none of the others is read as a DBC. */
export function parseDatabase(bytes: Uint8Array): ParsedDatabase {
  const kind = databaseKind(bytes);
  return kind ? parsers[kind](bytes) : { ...parseDbc(bytes), linFrames: [], notRead: new Map() };
}
