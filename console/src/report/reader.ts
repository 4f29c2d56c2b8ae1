import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SignalHint } from '../lib/signals/signals-that-matter.ts';

/** The context in which a report is read, for its links. */
export interface Reader {
  batchId: string;
  run: number;
  /** Of the vehicle: whose rules judged. */
  platform: string | null;
  /** Anchors on this page. */
  anchors: ReadonlySet<string>;
  /** What findings say of signals. */
  hints: readonly SignalHint[];
  /** When each finding was seen, by its anchor, in nanoseconds on the clock of the drive, with some time around it. */
  around: ReadonlyMap<string, { from: bigint; to: bigint }>;
  /** Whether reading all recordings takes so long that a person decides about it. */
  manyBytes: boolean;
}

const ReaderContext = createContext<Reader>({
  ...{ batchId: '', run: 0, platform: null, anchors: new Set<string>() },
  ...{ hints: [], around: new Map(), manyBytes: false },
});

export const ReaderProvider = ReaderContext.Provider;
export const useReader = (): Reader => useContext(ReaderContext);
