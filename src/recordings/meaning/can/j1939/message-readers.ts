import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import type { CanMessage } from '../can-message.ts';
import { ecuName, pgns } from './parameter-group.ts';
import { readAcknowledgement, readRequest } from './read-clear.ts';
import { readFreezeFrames } from './read-freeze-frames.ts';
import { isIdentification, readIdentification } from './read-identification.ts';
import { readPerformance, readReadiness } from './read-readiness.ts';
import type { Sent } from './transport-receiver.ts';
import { isDiagnosticMessage, readTroubleCodes } from './trouble-codes.ts';

/** Interprets one message, whatever number of frames it came in. */
export type MessageReader = (message: CanMessage, sent: Sent, findings: IdentifyingFindings) => void;

const readers = new Map<number, MessageReader>([
  [0xfecd, readFreezeFrames],
  [0xfece, readReadiness],
  [0xc200, readPerformance],
  [pgns.request, readRequest],
  [pgns.acknowledgement, readAcknowledgement],
]);

/** The reader for the messages of a group on a bus; undefined for one that only contains figures. */
export function messageReader(pgn: number, bus: string): MessageReader | undefined {
  if (isDiagnosticMessage(pgn)) {
    return (message, { source, topic }, findings) => readTroubleCodes(message, pgn, source, topic, findings);
  }
  if (isIdentification(pgn)) {
    return (message, { source }, findings) =>
      readIdentification(message, pgn, `${bus} ${ecuName(source)}`, findings);
  }
  return readers.get(pgn);
}

/** Whether long messages of a group are worth reassembling. */
export function isRead(pgn: number): boolean {
  return isDiagnosticMessage(pgn) || isIdentification(pgn) || readers.has(pgn);
}
