import type { Place } from '../../../summary/occurrence.ts';
import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';

/** The fields of one message by their names. */
export interface MessageFields {
  /** In the field's unit; NaN if there is no such number. */
  number(name: string): number;
  /** The same, but undefined if the message has no such number. */
  value(name: string): number | undefined;
  /** '' if there is no such text. */
  text(name: string): string;
}

/** Reads the messages of one topic in order: some of them are only meaningful as changes. */
export type ArduPilotInterpreter = (
  fields: MessageFields,
  place: Place,
  findings: IdentifyingFindings,
) => void;
