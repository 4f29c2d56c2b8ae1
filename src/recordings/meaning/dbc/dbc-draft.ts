import type { MessageDefinition, Selection, SignalDefinition } from './can-database.ts';
import { dbcLimits } from './dbc-limits.ts';

/** A signal while its file is still being read: later statements add to it. */
export interface SignalDraft extends Omit<SignalDefinition, 'labels' | 'selection' | 'spn'> {
  labels?: ReadonlyMap<number, string>;
  longName?: string;
  spn?: number;
  /** `M` or `mNM`. */
  isSwitch: boolean;
  /** N of `mN`. */
  selectedAt?: number;
  /** `SG_MUL_VAL_`. */
  selectedBy?: { name: string; ranges: [number, number][] };
}

export interface MessageDraft {
  name: string;
  id: number;
  extended: boolean;
  /** Bytes. */
  length: number;
  longName?: string;
  /** `VFrameFormat`, as an index into the attribute's own list of values, or as one of them. */
  frameFormat?: string | number;
  signals: SignalDraft[];
  byName: Map<string, SignalDraft>;
}

/** All definitions of a file so far. */
export class DbcDraft {
  readonly messages: MessageDraft[] = [];
  readonly byId = new Map<number, MessageDraft>();
  readonly tables = new Map<string, ReadonlyMap<number, string>>();
  /** The message of the next `SG_`; `lost` after damage, so that none is added to the previous message. */
  current: MessageDraft | 'lost' | undefined;
  frameFormats: readonly string[] = [];
  defaultFrameFormat: string | number | undefined;
  protocol = '';
  labelsLeft: number = dbcLimits.labels;
  signalsLeft: number = dbcLimits.signals;
  /** The caps that were reached, each reported once. */
  readonly exceeded = new Set<string>();

  /** @param id with the flags of the format in bits 31 and 30. */
  signal(id: number, name: string): SignalDraft | undefined {
    return this.byId.get(id)?.byName.get(name);
  }

  finish(): MessageDefinition[] {
    return this.messages.map((message) => ({
      name: message.longName ?? message.name,
      id: message.id,
      extended: message.extended,
      length: message.length,
      j1939: message.extended && this.#isParameterGroup(message),
      signals: signalsOf(message),
    }));
  }

  /**
   * By the message's own frame format, otherwise by the file's default or protocol, otherwise by its source address:
   * 254 is the null address (SAE J1939-81, "Null address"), and means any sender in files of parameter groups.
   */
  #isParameterGroup({ id, frameFormat }: MessageDraft): boolean {
    if ((id & 0xff) === 0xfe) return true;
    if (frameFormat !== undefined) return this.#isJ1939(frameFormat);
    return /j1939|nmea|n2k/i.test(this.protocol) || this.#isJ1939(this.defaultFrameFormat);
  }

  #isJ1939(format: string | number | undefined): boolean {
    return (typeof format === 'number' ? this.#frameFormatAt(format) : format) === 'J1939PG';
  }

  #frameFormatAt(index: number): string | undefined {
    if (this.frameFormats.length > 0) return this.frameFormats[index];
    // If the file lists no values: 3 is common to all lists.
    return index === 3 ? 'J1939PG' : undefined;
  }
}

function signalsOf({ signals }: MessageDraft): SignalDefinition[] {
  const indexOf = new Map(signals.map(({ name }, index) => [name, index]));
  const root = signals.findIndex(({ isSwitch, selectedAt }) => isSwitch && selectedAt === undefined);

  function selectionOf({ selectedAt, selectedBy }: SignalDraft, own: number): Selection | undefined {
    const by = selectedBy ? indexOf.get(selectedBy.name) : undefined;
    if (by !== undefined && selectedBy && by !== own) return { by, ranges: selectedBy.ranges };
    if (selectedAt === undefined) return undefined;
    // -1 if there is no switch: then nothing ever selects it.
    return { by: root, ranges: [[selectedAt, selectedAt]] };
  }

  return signals.map((signal, index) => ({
    name: signal.longName ?? signal.name,
    startBit: signal.startBit,
    size: signal.size,
    bigEndian: signal.bigEndian,
    signed: signal.signed,
    float: signal.float,
    factor: signal.factor,
    offset: signal.offset,
    unit: signal.unit,
    labels: signal.labels,
    selection: selectionOf(signal, index),
    spn: signal.spn,
  }));
}
