import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { textOfBytes } from '../text/ascii.ts';
import { objectTypes } from './objects.ts';

/** Texts are cut to 500 characters in the summary; more need not be decoded. */
const maxTextBytes = 4096;

/** Kinds of APP_TEXT meant for people: a comment, the databases of a channel, a line of the trace window. */
const appTexts: Record<number, string> = { 0: 'text', 1: 'channel', 4: 'text' };
/** Of APP_TRIGGER. */
const triggers: Record<number, string> = { 1: 'Logging was started.', 2: 'Logging was stopped.' };

/**
 * Notes what people or the recorder wrote into the file. Ignores objects too short for their fields; false if an
 * object is of another kind, or is not meant for people.
 */
export function readTextObject(
  type: number,
  view: DataView,
  at: number,
  end: number,
  place: Place,
  findings: Findings,
): boolean {
  const note = readNote(type, new Fields(view, at, end));
  if (note && note.text !== '') findings.log({ severity: 'info', ...note }, place);
  return note !== undefined;
}

function readNote(type: number, fields: Fields): { source: string; text: string } | undefined {
  switch (type) {
    // Source, reserved, length, reserved (32 bits each).
    case objectTypes.appText: {
      const source = appTexts[fields.u32(0)];
      return source === undefined ? undefined : { source, text: fields.texts(16, 8) };
    }
    // Times before and after (64 bits each), channel, kind (16 bits each).
    case objectTypes.appTrigger:
      return { source: 'trigger', text: triggers[fields.u32(16) >>> 16] ?? 'A trigger fired.' };
    // Type of the event, length (32 bits each), 8 reserved.
    case objectTypes.eventComment:
      return { source: 'comment', text: fields.texts(16, 4) };
    // Type, two colours, a flag (32 bits each), lengths of group, name and description, 12 reserved.
    case objectTypes.globalMarker:
      return { source: 'marker', text: fields.texts(40, 16, 20, 24) };
    // Three handles, lengths of control unit, variant and service (32 bits each).
    case objectTypes.diagRequestInterpretation:
      return { source: 'diagnostic request', text: fields.texts(24, 12, 16, 20) };
    default:
      return undefined;
  }
}

class Fields {
  readonly #view: DataView;
  readonly #at: number;
  readonly #end: number;

  constructor(view: DataView, at: number, end: number) {
    this.#view = view;
    this.#at = at;
    this.#end = end;
  }

  /** 0 if the object ends before. */
  u32(offset: number): number {
    return this.#at + offset + 4 <= this.#end ? this.#view.getUint32(this.#at + offset, true) : 0;
  }

  /** Consecutive texts from `first`, whose lengths are at `lengths`; '' where the object ends before. */
  texts(first: number, ...lengths: number[]): string {
    let at = this.#at + first;
    const found: string[] = [];
    for (const length of lengths) {
      const stop = Math.min(this.#end, at + this.u32(length));
      const bytes = new Uint8Array(
        this.#view.buffer,
        this.#view.byteOffset + Math.min(at, stop),
        Math.max(0, stop - at),
      );
      found.push(textOfBytes(bytes.subarray(0, Math.min(maxTextBytes, endOfText(bytes)))));
      at = stop;
    }
    return found.filter((text) => text !== '').join(': ');
  }
}

/** Data after a NUL was left over in the recorder's memory. */
function endOfText(bytes: Uint8Array): number {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes.length : end;
}
