import { createHash } from 'node:crypto';
import { parseDatabase } from '../databases/parse-database.ts';
import type { CanDatabase } from './can-database.ts';
import { DefinitionIndex } from './definition-index.ts';

/**
 * A database ready to decode frames, from its bytes: a DBC, KCD, SYM, DBF, ARXML or LDF, known by its beginning. Unreadable parts are left out; its own summary reports them
 * (`formats/dbc/read-dbc.ts`).
 */
export function openDatabase(name: string, bytes: Uint8Array): CanDatabase {
  const { messages, linFrames } = parseDatabase(bytes);
  const byId = new DefinitionIndex();
  const byGroup = new DefinitionIndex();
  for (const message of messages) {
    byId.add(keyOf(message.id, message.extended), message);
    if (message.j1939) byGroup.add(parameterGroup(message.id), message);
  }
  const linById = new Map(linFrames.map((frame) => [frame.id, frame]));
  return {
    name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    messages,
    linFrames,
    findLin: (id) => linById.get(id),
    find(id, extended, bus = '') {
      const own = byId.find(keyOf(id, extended), bus);
      return own ?? (extended ? byGroup.find(parameterGroup(id), bus) : undefined);
    },
    undecided(id, extended, bus) {
      const own = byId.find(keyOf(id, extended), bus);
      return own ? byId.undecided(keyOf(id, extended), bus) : byGroup.undecided(parameterGroup(id), bus);
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
