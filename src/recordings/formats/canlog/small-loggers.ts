import { ascii } from '../text/ascii.ts';
import { type Dialect, noHeading } from './dialect.ts';
import { JoinedHexParser, joinedHexLine } from './joined-hex.ts';
import { LabelledParser, labelledLine } from './labelled.ts';
import { McpCanParser, mcpCanLine } from './mcp-can.ts';
import { TableParser } from './tables.ts';

/** What sketches and scripts write, which have no name of their own. */
export const smallLoggers: readonly Dialect[] = [
  {
    writer: 'a sketch for Arduino',
    first: /^\d{1,10}\s+0x[\da-f]{3,8}:(?:\s+[\da-f]{2}){1,8}\s*$/i,
    most: true,
    begins: /\d{1,10}\s+0x[\da-f]{3,8}:\s/gi,
    open: () =>
      new TableParser({
        columns: ['milliseconds', 'id', 'bytes'],
        separator: ascii.colon,
        heading: noHeading,
      }),
  },
  {
    writer: 'a dump with times, identifiers and lengths in brackets',
    first: /^\d{1,10}\.\d{1,9}\s+(?:0x)?[\da-f]{3,8}\s+\[\d{1,2}\](?:\s+[\da-f]{2}){0,64}(?:\s|$)/i,
    most: true,
    begins: /\d{1,10}\.\d{1,9}\s+0x[\da-f]{3,8}\s+\[/gi,
    open: () =>
      new TableParser({
        columns: ['seconds', 'id', 'length', 'data', 'rest'],
        separator: ascii.closeBracket,
        heading: /^[#;]/,
      }),
  },
  {
    writer: 'a sketch for Arduino with identifiers in brackets',
    first: /^\d{1,10}\.\d{1,9}\s+[RT]X:\s+\[[\da-f]{3,8}\]\([\da-f]{2}\)(?:\s+[\da-f]{2}){0,8}\s*$/i,
    most: true,
    begins: /\d{1,10}\.\d{1,9}\s+[RT]X:\s+\[/gi,
    open: () =>
      new TableParser({
        columns: ['seconds', 'direction', 'id', 'passed over', 'bytes'],
        separator: ascii.closeBracket,
        heading: noHeading,
      }),
  },
  {
    writer: 'a logger that joins hexadecimal milliseconds, identifier and data',
    first: joinedHexLine,
    most: true,
    begins: /[\dA-F]{8}x[\dA-F]{8}/gi,
    open: () => new JoinedHexParser(),
  },
  {
    writer: 'a program that names identifier, length and data',
    first: labelledLine,
    most: true,
    begins: /\[\d{1,15}\] ?ID:/gi,
    open: () => new LabelledParser(),
  },
  {
    writer: 'the library MCP_CAN for Arduino',
    base: 'day',
    first: mcpCanLine,
    most: true,
    begins: /(?:\d{1,2}:\d{2}:\d{2}(?:\.\d{1,6})? -> )?(?:Standard|Extended) ID: 0x/gi,
    open: () => new McpCanParser(),
  },
  {
    writer: 'a logger of identifiers and bytes without times',
    // Letters tell that both are hexadecimal.
    first: /^(?=.*[a-f])[\da-f]{1,3}(?:,[\da-f]{1,2}){1,8}\s*$/i,
    most: true,
    open: () =>
      new TableParser({
        columns: ['id', 'bytes'],
        separator: ascii.comma,
        heading: noHeading,
        otherKind: (text) => (/^,|,\s*(?:,|$)/.test(text) ? 'row with an empty field' : undefined),
      }),
  },
];
