import type { Encoding, ParquetType } from 'hyparquet';

/** The values of a column in the rows that are not written yet, without those that are missing, as Parquet stores them. */
export interface ColumnCells {
  readonly type: ParquetType;
  readonly count: number;
  add(value: never): void;
  encode(): EncodedCells;
}

/** Parquet format, "Encodings" and "Statistics". The bytes are valid until the next value is added. */
export interface EncodedCells {
  encoding: Encoding;
  bytes: Uint8Array;
  /** `bytes` are indexes of its values, which are `PLAIN`. */
  dictionary?: { bytes: Uint8Array; count: number };
  /** Undefined if there is no value but NaN. */
  min: Bound | undefined;
  max: Bound | undefined;
  nan?: number;
}

type Bound = number | bigint | boolean | string | Uint8Array;
