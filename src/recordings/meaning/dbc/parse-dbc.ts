import type { DbcProblem, MessageDefinition } from './can-database.ts';
import { DbcDraft } from './dbc-draft.ts';
import { DbcProblems } from './dbc-problems.ts';
import { DbcScanner, statementWords } from './dbc-scanner.ts';
import { decodeText } from './decode-text.ts';
import { LaterStatements } from './later-statement.ts';
import { parseMultiplexing, parseTable, parseValues, parseValueType } from './parse-annotations.ts';
import { parseAttribute, parseAttributeDefault, parseAttributeDefinition } from './parse-attributes.ts';
import { type Complaint, parseMessage, parseSignal } from './parse-message.ts';

export interface ParsedDbc {
  messages: MessageDefinition[];
  /** The first ones, in the order of the file. */
  problems: DbcProblem[];
  problemCount: number;
  /** Caps that were reached, e.g. `100000 signals`; anything beyond them is left out. */
  exceeded: string[];
  /** Statements that are not known here, and were passed over. */
  later: LaterStatements;
}

const parsers: Record<string, (scanner: DbcScanner, draft: DbcDraft) => Complaint> = {
  BO_: parseMessage,
  SG_: parseSignal,
  VAL_: parseValues,
  VAL_TABLE_: parseTable,
  SIG_VALTYPE_: parseValueType,
  SG_MUL_VAL_: parseMultiplexing,
  BA_DEF_: parseAttributeDefinition,
  BA_DEF_DEF_: parseAttributeDefault,
  BA_: parseAttribute,
  VERSION: (scanner) => (scanner.string() === undefined ? 'the version is no text' : undefined),
  NS_: skipNewSymbols,
  BS_: (scanner) => {
    scanner.skipLine();
    return undefined;
  },
  BU_: skipNodes,
};

/**
 * Reads the definitions of a DBC ("DBC File Format Documentation", Vector). What cannot be read is reported and
 * skipped: a damaged statement costs itself, a damaged message head its signals. Time is linear in the length of the
 * file, and memory is bounded by `dbcLimits`.
 */
export function parseDbc(bytes: Uint8Array): ParsedDbc {
  const source = decodeText(bytes);
  const scanner = new DbcScanner(source.text);
  const draft = new DbcDraft();
  const problems = new DbcProblems(source);
  const later = new LaterStatements();
  while (!scanner.ended) {
    const start = scanner.at;
    const complaint = parseStatement(scanner, draft, later);
    if (complaint === undefined) continue;
    scanner.recover(start);
    problems.add(start, scanner.at, complaint);
  }
  return {
    messages: draft.finish(),
    problems: problems.first,
    problemCount: problems.count,
    exceeded: [...draft.exceeded],
    later,
  };
}

function parseStatement(scanner: DbcScanner, draft: DbcDraft, later: LaterStatements): Complaint {
  if (scanner.symbol('//')) {
    scanner.skipLine();
    return undefined;
  }
  const word = scanner.word();
  if (word === undefined || !statementWords.has(word)) {
    if (word !== undefined && later.passOver(word, scanner)) return undefined;
    // A signal whose keyword is damaged still shows by its form that its message continues.
    if (!scanner.lineLooksLikeSignal) draft.current = 'lost';
    return word === undefined ? 'there is something that is no statement' : `${word} is no statement`;
  }
  const parse = parsers[word];
  if (parse) return parse(scanner, draft);
  return scanner.skipStatement() ? undefined : `the statement ${word} does not end`;
}

/** The words of `NS_ :` stand alone, one per line; the statements after them do not. */
function skipNewSymbols(scanner: DbcScanner): Complaint {
  scanner.symbol(':');
  for (;;) {
    const from = scanner.at;
    if (scanner.word() !== undefined && scanner.atLineEnd) continue;
    scanner.at = from;
    return undefined;
  }
}

/** `BU_: Gateway Engine`, over several lines in some files. */
function skipNodes(scanner: DbcScanner): Complaint {
  if (!scanner.symbol(':')) return 'there is no colon before the nodes';
  for (;;) {
    const from = scanner.at;
    const word = scanner.word();
    if (word !== undefined && !statementWords.has(word)) continue;
    scanner.at = from;
    return undefined;
  }
}
