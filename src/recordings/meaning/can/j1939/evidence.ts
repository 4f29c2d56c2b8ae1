import { looksLikeNmeaGroup, nmeaGroup } from '../nmea2000/group-names.ts';
import { type ParameterGroup, parameterGroup, pgns } from './parameter-group.ts';
import { suspectParameters } from './suspect-parameters.ts';
import { announcedGroup, classicTransport, transportProtocols } from './transport-protocols.ts';
import { isDiagnosticMessage, looksLikeSingleCode } from './trouble-codes.ts';

/**
 * Groups that most J1939 buses carry besides those that are interpreted: ERC1, EBC1, ETC1, ETC2, VDC2, EBC2, EEC3 and
 * so on.
 */
const common = new Set([
  0xf000, 0xf001, 0xf002, 0xf005, 0xf009, 0xfebf, 0xfedf, 0xfee0, 0xfee4, 0xfee6, 0xfee8, 0xfef0, 0xfef3,
]);

const defaultPriority = 6;
const enough = 2;
const dm1 = 0xfeca;

/** Whether a frame of this group can be evidence for J1939, or for NMEA 2000, which is built on it. */
export function isRecognised(pgn: number): boolean {
  return (
    common.has(pgn) ||
    isDiagnosticMessage(pgn) ||
    pgn === pgns.addressClaimed ||
    suspectParameters(pgn).length > 0 ||
    nmeaGroup(pgn) !== undefined
  );
}

/**
 * Decides whether the 29-bit frames of a bus are J1939, since other protocols use 29 bits too. Two different well-known
 * groups of the right size, or one frame that hardly anything else can be (a well-formed DM1 or address claim with the
 * standard's priority, an announcement of a well-known group), are enough; one group alone may be chance.
 */
export class J1939Evidence {
  readonly #seen = new Set<number>();
  #weight = 0;

  get sufficient(): boolean {
    return this.#weight >= enough;
  }

  /** `defined`: whether a database knows a group that is announced as a long message. */
  add(
    id: number,
    data: Uint8Array,
    start: number,
    length: number,
    defined: (pgn: number, group: ParameterGroup) => boolean,
  ): void {
    const group = parameterGroup(id);
    const announced = announcedBy(group.pgn, data, start, length);
    const pgn = announced ?? group.pgn;
    if (this.#seen.has(pgn) || (length !== 8 && announced === undefined)) return;
    if (!isRecognised(pgn) && !(announced !== undefined && defined(pgn, group))) return;
    if (nmeaGroup(pgn) && announced === undefined && !looksLikeNmeaGroup(pgn, data, start, length)) return;
    this.#seen.add(pgn);
    const sure =
      announced !== undefined ||
      (group.priority === defaultPriority &&
        ((pgn === dm1 && looksLikeSingleCode(data, start, length)) ||
          (pgn === pgns.addressClaimed && group.destination === 0xff)));
    this.#weight += sure ? enough : 1;
  }
}

function announcedBy(pgn: number, data: Uint8Array, start: number, length: number): number | undefined {
  const protocol = transportProtocols.find(({ managementPgn }) => managementPgn === pgn);
  if (!protocol || (protocol === classicTransport && length !== 8)) return undefined;
  return announcedGroup(protocol, data, start, length);
}
