import type { Place } from '../summary/occurrence.ts';
import type { Findings } from '../summary/summary-builder.ts';
import { textOfBytes } from '../text/ascii.ts';
import { objectTypes } from './objects.ts';

/** Texts are cut to 500 characters in the summary; more need not be decoded. */
const maxTextBytes = 4096;

/** Notes what people or the recorder wrote into the file. Ignores what is too short for its fields. */
export function readTextObject(
  type: number,
  view: DataView,
  at: number,
  end: number,
  place: Place,
  findings: Findings,
): void {
  const text = textOf(type, view, at, end);
  if (text !== '') findings.log({ severity: 'info', source: sources[type] ?? '', text }, place);
}

const sources: Record<number, string> = {
  [objectTypes.appText]: 'text',
  [objectTypes.eventComment]: 'comment',
  [objectTypes.globalMarker]: 'marker',
};

function textOf(type: number, view: DataView, at: number, end: number): string {
  const size = end - at;
  const part = (from: number, length: number) => {
    const start = Math.min(end, at + from);
    const stop = Math.min(end, start + Math.min(length, maxTextBytes));
    return textOfBytes(new Uint8Array(view.buffer, view.byteOffset + start, stop - start)).replaceAll(
      '\0',
      '',
    );
  };
  switch (type) {
    // Source, reserved, length, reserved (32 bits each).
    case objectTypes.appText:
      return size < 16 ? '' : part(16, view.getUint32(at + 8, true));
    // Type of the event, length (32 bits each), 8 reserved.
    case objectTypes.eventComment:
      return size < 16 ? '' : part(16, view.getUint32(at + 4, true));
    default: {
      // Type, two colours, a flag (32 bits each), lengths of group, name and description, 12 reserved.
      if (size < 40) return '';
      const [group, name, description] = [16, 20, 24].map((field) => view.getUint32(at + field, true)) as [
        number,
        number,
        number,
      ];
      const texts = [part(40, group), part(40 + group, name), part(40 + group + name, description)];
      return texts.filter((text) => text !== '').join(': ');
    }
  }
}
