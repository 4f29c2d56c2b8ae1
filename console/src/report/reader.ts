import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Who reads a report, and where: what makes its links work here. */
export interface Reader {
  batchId: string;
  run: number;
  /** Of the vehicle: whose rules judged. */
  platform: string | null;
  /** What can be led to on this page. */
  anchors: ReadonlySet<string>;
}

const ReaderContext = createContext<Reader>({ batchId: '', run: 0, platform: null, anchors: new Set() });

export const ReaderProvider = ReaderContext.Provider;
export const useReader = (): Reader => useContext(ReaderContext);
