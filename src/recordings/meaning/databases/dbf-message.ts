import type { MessageDefinition } from '../dbc/can-database.ts';
import { parseNumber } from './definition-collector.ts';

type Head = Pick<MessageDefinition, 'name' | 'id' | 'extended' | 'length'>;

/** In a DBC, the marker of an identifier of 29 bits; in a DBF, the marker of an identifier of no frame. */
const independent = { name: 'VECTOR__INDEPENDENT_SIG_MSG', id: 0x4000_0000 };

/**
 * Priority and address of a parameter group, whoever sends it: 6 is what SAE J1939-71 gives most groups, 254 the null address
 * (J1939-81).
 */
const anySender = { priority: 6, address: 0xfe };
/** SAE J1939-21: extended data page, data page, format and specific part. */
const greatestGroup = 0x3_ffff;

/** Bytes of the longest message of the transport protocol (SAE J1939-21, ISO 15765-2). */
const longest = 4_095;

/** `Name,291,8,2,1,S,Node`: identifier, length, number of signals, byte order, and `X` for 29 bits; what is wrong with it as a text. */
export function dbfMessage(text: string, j1939: boolean): Head | string {
  const [name = '', number, bytes, , , format] = text.split(',').map((field) => field.trim());
  if (name === '') return 'the message has no name';
  const id = parseNumber(number);
  // Some tools call all frames standard.
  const extended = j1939 || format?.toUpperCase() === 'X' || id > 0x7ff;
  // The marker of 29 bits is not part of the identifier, though some tools leave it in.
  const plain = extended && id >= 0x8000_0000 ? id - 0x8000_0000 : id;
  const isValid = Number.isSafeInteger(plain) && plain >= 0;
  if (!isValid || (plain > (extended ? 0x1fff_ffff : 0x7ff) && plain !== independent.id))
    return `message ${name} has no valid identifier`;
  const length = parseNumber(bytes);
  if (!Number.isSafeInteger(length) || length < 0 || length > longest)
    return `message ${name} has no valid length`;
  return { name, id: j1939 ? groupId(plain) : plain, extended, length };
}

/** Version 1.3 has the number of the group, later ones the whole identifier. */
function groupId(id: number): number {
  const { priority, address } = anySender;
  return id <= greatestGroup ? priority * 2 ** 26 + id * 256 + address : id - (id % 256) + address;
}

/** The place of signals that no message has. */
export function isWithoutFrame({ name, id }: Head): boolean {
  return name === independent.name || id === independent.id;
}
