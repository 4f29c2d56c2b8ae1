import { createHash } from 'node:crypto';
import { parseDatabase } from '../databases/parse-database.ts';
import type { CanDatabase, MessageDefinition } from './can-database.ts';

/**
 * A database ready to decode frames, from its bytes: a DBC, KCD, SYM, ARXML or LDF, known by its beginning. Unreadable parts are left out; its own summary reports them
 * (`formats/dbc/read-dbc.ts`).
 */
export function openDatabase(name: string, bytes: Uint8Array): CanDatabase {
  const { messages, linFrames } = parseDatabase(bytes);
  const byId = new Map(messages.map((message) => [keyOf(message.id, message.extended), message]));
  const byGroup = new Map<number, MessageDefinition>();
  for (const message of messages) if (message.j1939) byGroup.set(parameterGroup(message.id), message);
  const linById = new Map(linFrames.map((frame) => [frame.id, frame]));
  return {
    name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    messages,
    linFrames,
    findLin: (id) => linById.get(id),
    find(id, extended) {
      return byId.get(keyOf(id, extended)) ?? (extended ? byGroup.get(parameterGroup(id)) : undefined);
    },
  };
}

function keyOf(id: number, extended: boolean): number {
  return extended ? id + 2 ** 29 : id;
}

/**
 * The parameter group number of a 29-bit identifier (SAE J1939-21, "Protocol Data Unit"): without priority and source
 * address, and below PDU format 240 without the destination too.
 */
export function parameterGroup(id: number): number {
  const group = (id >>> 8) & 0x3ffff;
  return ((group >>> 8) & 0xff) < 240 ? group & 0x3ff00 : group;
}
