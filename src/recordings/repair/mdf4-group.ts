import type { RecordSink, StoredGroup } from '../messages/measurement-sink.ts';
import type { DataSeries, Mdf4Data } from './mdf4-data.ts';

const nothing = new Uint8Array();

/** The records of one group, with values of variable length apart. */
export class Mdf4Group implements RecordSink {
  readonly stored: StoredGroup;
  records = 0;
  /** Records of which a part is lost or that cannot be written. */
  leftOut = 0;
  readonly #data: DataSeries;
  readonly #values: ReadonlyMap<number, DataSeries>;

  constructor(stored: StoredGroup, data: Mdf4Data) {
    this.stored = stored;
    this.#data = data.series('DT');
    this.#values = new Map(stored.variables.map(({ link }) => [link, data.series('SD')]));
  }

  record(bytes: Uint8Array, values: readonly (Uint8Array | undefined)[]): void {
    const { variables } = this.stored;
    const record = variables.length > 0 ? Uint8Array.from(bytes) : bytes;
    for (const [index, { link, at, bytes: size }] of variables.entries()) {
      const offset = this.#values.get(link)?.value(values[index] ?? nothing) ?? 0;
      if (offset >= 2 ** (8 * size)) {
        this.incomplete();
        return;
      }
      for (let byte = 0, rest = offset; byte < size; byte += 1, rest = Math.floor(rest / 256))
        record[at + byte] = rest % 256;
    }
    this.#data.record(record);
    this.records += 1;
  }

  incomplete(): void {
    this.leftOut += 1;
  }

  /** Writes the rest of the data. Returns the link to it. */
  end(): number {
    for (const values of this.#values.values()) values.end();
    return this.#data.end();
  }

  /** The values of a channel, by the link to them in the file that was read; 0 if there are none. */
  valuesOf(link: number): number {
    return this.#values.get(link)?.end() ?? 0;
  }
}
