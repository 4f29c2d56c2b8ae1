import type { NamedSignals } from './named-signals.ts';

/** One identifier of one bus. */
export interface CanIdentifier {
  bus: string;
  /** 11 or 29 bits. */
  id: number;
  extended: boolean;
  topic: string;
  /** Its definition in a database. */
  named?: NamedSignals | undefined;
  /** Of its first frame; absent if that is empty. */
  firstByte?: number | undefined;
  /** Says what its frames are, once that is known; they count as examined from then on. */
  nameType?: (type: string) => void;
}
