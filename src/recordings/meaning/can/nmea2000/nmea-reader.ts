import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import type { CanMessage } from '../can-message.ts';
import { FigureReader } from '../j1939/figure-reader.ts';
import { type NmeaFields, nmeaFields } from './fields.ts';
import { instanceNumber } from './instance-number.ts';
import { nmeaValue } from './not-available.ts';
import { readAlert } from './read-alert.ts';
import { readProductInformation } from './read-product-information.ts';
import { statusFields } from './status-bits.ts';
import { StatusReader } from './status-reader.ts';

type Reader = (message: CanMessage) => void;

export interface NmeaSender {
  pgn: number;
  topic: string;
  /** `CAN 1 device 0x17`. */
  component: string;
  /** Whether figures are to be read; not where a database names them. */
  figures: boolean;
}

const alert = 126983;
const productInformation = 126996;

/** Everything that is read from the messages of a group of one sender, each whole; undefined if nothing is. */
export function nmeaReader(sender: NmeaSender, findings: IdentifyingFindings): Reader | undefined {
  const { pgn, topic, component } = sender;
  if (pgn === alert) return (message) => readAlert(message, component, topic, findings);
  if (pgn === productInformation) return (message) => readProductInformation(message, component, findings);
  const group = nmeaFields(pgn);
  const readers: Reader[] = statusFields(pgn).map((field) => {
    const status = new StatusReader(field, { topic, component }, findings);
    return (message) => status.read(message);
  });
  if (group && sender.figures) readers.push(figures(group, topic, findings));
  return readers.length === 0
    ? undefined
    : (message) => {
        for (const read of readers) read(message);
      };
}

/** Instances and sources that one sender is told apart by. */
const maxKinds = 64;

function figures(group: NmeaFields, topic: string, findings: IdentifyingFindings): Reader {
  const kinds = new Map<number, readonly FigureReader[]>();
  return (message) => {
    const instance = instanceOf(group, message);
    const source = sourceOf(group, message);
    const kind = instance * 256 + source;
    let readers = kinds.get(kind);
    if (!readers) {
      if (kinds.size >= maxKinds) {
        findings.omit('too_many', group.fields.length);
        return;
      }
      readers = readersOf(group, instance, source, topic, findings);
      kinds.set(kind, readers);
    }
    for (const reader of readers) reader.read(message);
  };
}

function readersOf(
  { fields, source: sources, ofSource }: NmeaFields,
  instance: number,
  source: number,
  topic: string,
  findings: IdentifyingFindings,
): FigureReader[] {
  const before = sources ? `${sources.names[source] ?? `source ${source}`} ` : '';
  return fields.map((field) => {
    const special = ofSource?.source === source && field.metric === 'signal' ? ofSource.metric : undefined;
    const { unit, ...rest } = field;
    const named = {
      ...rest,
      label: `${before}${field.label}${instanceNumber(instance)}`,
      ...(special ? { metric: special } : unit !== undefined && { unit }),
    };
    return new FigureReader(
      named,
      (data, at) => nmeaValue(data, at, field.bytes, field.signed),
      topic,
      findings,
    );
  });
}

function instanceOf({ instance, nibble }: NmeaFields, { data, start, length }: CanMessage): number {
  if (instance === undefined || instance >= length) return 0;
  return (data[start + instance] as number) & (nibble ? 0x0f : 0xff);
}

function sourceOf({ source }: NmeaFields, { data, start, length }: CanMessage): number {
  if (!source || source.at >= length) return 0;
  return ((data[start + source.at] as number) >> (source.shift ?? 0)) & (source.mask ?? 0xff);
}
