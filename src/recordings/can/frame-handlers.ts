import type { Findings } from '../summary/summary-builder.ts';
import type { FrameHandler } from './can-frame.ts';

export interface CanIdentifier {
  bus: string;
  /** 11 or 29 bits. */
  id: number;
  extended: boolean;
  topic: string;
}

/** What reads the frames of one identifier of one bus; asked once, when the identifier is first seen. */
export function createFrameHandlers(
  _identifier: CanIdentifier,
  _findings: Findings,
): readonly FrameHandler[] {
  return [];
}
