import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** The context in which a report is read, for its links. */
export interface Reader {
  batchId: string;
  run: number;
  /** Of the vehicle: whose rules judged. */
  platform: string | null;
  /** Anchors on this page. */
  anchors: ReadonlySet<string>;
}

const ReaderContext = createContext<Reader>({ batchId: '', run: 0, platform: null, anchors: new Set() });

export const ReaderProvider = ReaderContext.Provider;
export const useReader = (): Reader => useContext(ReaderContext);
