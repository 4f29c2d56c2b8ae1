import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { release } from '../../bytes/unpack/release.ts';
import type { ReadOptions } from '../../read-options.ts';
import { type BlfHeader, readFileHeader, smallestFileHeader, usualFileHeader } from './file-header.ts';
import { InnerContainers } from './inner-containers.ts';
import { ObjectStream, type ObjectVisitor } from './object-stream.ts';
import {
  baseHeaderSize,
  containerHeaderSize,
  fileSignature,
  findObject,
  isPlausibleHeader,
  maxObjectBytes,
  mayBeLaterHeader,
  objectTypes,
  signatureWithin,
  twoObjects,
} from './objects.ts';
import { unpackContainer } from './unpack-container.ts';

interface WalkOptions extends ReadOptions {
  damage: DamageLog;
  onHeader: (header: BlfHeader) => void;
  onObject: ObjectVisitor;
}

/** Number of bytes after an object within which, after its padding, the next object or file header begins. */
const lookAhead = 8 + baseHeaderSize;
const sizesContradict = 'the sizes of a container contradict each other';

/** Walks the objects of a BLF file from the first byte to the last, past any damage. */
export class BlfWalk {
  readonly #reader: ByteReader;
  readonly #options: WalkOptions;
  readonly #damage: DamageLog;
  readonly #inner: InnerContainers;
  readonly #stream: ObjectStream;
  #sizeByHeader = 0;

  constructor(source: ByteSource, options: WalkOptions) {
    this.#reader = new ByteReader(source, options.signal);
    this.#options = options;
    this.#damage = options.damage;
    this.#inner = new InnerContainers(options.onObject, options.damage, options.limits);
    this.#stream = new ObjectStream(
      (view, at, size, offset) => this.#inner.visit(view, at, size, offset),
      options.damage,
    );
  }

  async run(): Promise<void> {
    const reader = this.#reader;
    try {
      while (await reader.fill(1)) {
        await reader.fill(Math.min(reader.remaining, usualFileHeader + baseHeaderSize));
        if (this.#startsFile(0)) await this.#readHeader();
        else if (this.#startsObject(0) || (await this.#startsLater())) await this.#readObject();
        else if (reader.remaining < smallestFileHeader && reader.offset === 0) this.#cutInHeader();
        else await this.#recover();
      }
      this.#endOfStream();
      const missing = this.#sizeByHeader > reader.size && !this.#damage.any;
      if (missing) {
        const what = `the recording ends although it had ${this.#sizeByHeader} bytes when it was closed`;
        this.#damage.add('truncated', reader.size, reader.size, what);
      }
    } finally {
      await reader.close();
    }
  }

  #startsFile(at: number): boolean {
    const reader = this.#reader;
    return reader.available >= at + smallestFileHeader && reader.u32(at) === fileSignature;
  }

  /** Containers may be as large as the largest record held in memory; other objects are far smaller. */
  #startsObject(at: number): boolean {
    const reader = this.#reader;
    if (reader.available < at + baseHeaderSize) return false;
    const isContainer = reader.u32(at + 12) === objectTypes.logContainer;
    const largest = isContainer ? this.#options.limits.maxRecordBytes : maxObjectBytes;
    const smallest = isContainer ? containerHeaderSize : baseHeaderSize;
    return isPlausibleHeader(reader.view, reader.start + at, largest) && reader.u32(at + 8) >= smallest;
  }

  async #startsLater(): Promise<boolean> {
    const reader = this.#reader;
    if (reader.available < baseHeaderSize || !mayBeLaterHeader(reader.view, reader.start, maxObjectBytes))
      return false;
    const size = reader.u32(8);
    await reader.fill(Math.min(reader.remaining, size + lookAhead));
    return this.#endsWell(size) >= 0;
  }

  async #readHeader(): Promise<void> {
    const reader = this.#reader;
    this.#endOfStream();
    const header = readFileHeader(reader.view, reader.start);
    if (!header) return;
    this.#options.onHeader(header);
    this.#sizeByHeader = reader.offset + header.fileSize;
    // A header of unusual size is accepted if no object is where the usual one ends.
    const usual =
      this.#startsObject(usualFileHeader) || header.size > 4096 || header.size < smallestFileHeader;
    await reader.skip(usual ? usualFileHeader : header.size);
  }

  #cutInHeader(): void {
    const { size } = this.#reader;
    this.#damage.add('truncated', 0, size, 'the recording ends in its header');
    this.#reader.advance(size);
  }

  async #readObject(): Promise<void> {
    const reader = this.#reader;
    const size = reader.u32(8);
    await reader.fill(Math.min(reader.remaining, size + lookAhead));
    const follows = this.#endsWell(size);
    const isContainer = reader.u32(12) === objectTypes.logContainer;
    const inside = follows >= 0 && (isContainer || size < twoObjects) ? -1 : this.#objectInside(size);
    if (inside > 0) {
      this.#take(inside, inside, true);
      reader.advance(inside);
    } else if (size > reader.remaining) {
      this.#takeCut();
    } else {
      this.#take(size, size);
      reader.advance(Math.max(size, follows));
    }
  }

  /** Where another object begins inside this one, whose size is then damaged; -1 if none does. */
  #objectInside(size: number): number {
    const { bytes, view, start, available } = this.#reader;
    const { maxRecordBytes } = this.#options.limits;
    const { logContainer } = objectTypes;
    // An uncompressed container contains objects of its own, so that only another container marks its end.
    const type = this.#reader.u32(12) === logContainer ? logContainer : undefined;
    const end = start + Math.min(size, available);
    const found = findObject(bytes, view, start + baseHeaderSize, end, maxRecordBytes, type);
    return found < 0 ? -1 : found - start;
  }

  /** Distance to whatever follows an object of `size` bytes, over its padding; -1 if nothing known does. */
  #endsWell(size: number): number {
    const reader = this.#reader;
    if (size > reader.remaining) return -1;
    // The padding after the last object may be missing, or included in its size.
    if (reader.remaining - size < 4) return reader.remaining;
    const last = Math.min(size + 7, reader.available - 4);
    const next = signatureWithin(reader.view, reader.start + size, reader.start + last) - reader.start;
    if (next >= size) return next;
    for (let at = size; at <= last; at += 1) if (this.#startsFile(at)) return at;
    return -1;
  }

  /** Reads the object of `size` bytes here; `isWrong` if its head states another size. */
  #take(size: number, end: number, isWrong = false): void {
    const reader = this.#reader;
    const { offset, start, view } = reader;
    if (reader.u32(12) !== objectTypes.logContainer) {
      if (isWrong) this.#damage.add('corrupt', offset, offset + end, 'the size of an object is damaged');
      else this.#options.onObject(view, start, size, offset);
      return;
    }
    const unpacked =
      size < containerHeaderSize ? undefined : unpackContainer(reader.slice(0, size), this.#options.limits);
    if (!unpacked?.ok) {
      this.#damage.add(unpacked?.kind ?? 'corrupt', offset, offset + end, unpacked?.what ?? sizesContradict);
      this.#stream.break();
      return;
    }
    if (isWrong || unpacked.sizeIsWrong) {
      this.#damage.add('corrupt', offset, offset + containerHeaderSize, sizesContradict);
    }
    this.#append(unpacked, offset, offset + size);
    if (unpacked.packed) release(unpacked.data);
  }

  #append({ data, packed }: { data: Uint8Array; packed: boolean }, start: number, end: number): void {
    const place = { start, end, packed };
    this.#inner.begin(place);
    this.#stream.append(data, place);
  }

  /** The object here extends beyond the end of the file. */
  #takeCut(): void {
    const reader = this.#reader;
    const { offset, size } = reader;
    const cut = reader.slice(0, reader.available);
    const isContainer = reader.u32(12) === objectTypes.logContainer;
    if (isContainer && cut.byteLength > containerHeaderSize) {
      const unpacked = unpackContainer(cut, this.#options.limits, true);
      if (unpacked.ok) {
        this.#append(unpacked, offset, size);
        this.#stream.finish();
      }
    }
    const what = `the recording ends in the middle of ${isContainer ? 'a container' : 'an object'}`;
    this.#damage.add('truncated', offset, size, what);
    reader.advance(reader.available);
  }

  /** Skips to the next object or file header, and reports the bytes in between as damaged. */
  async #recover(): Promise<void> {
    const reader = this.#reader;
    const from = reader.offset;
    if (reader.remaining <= 7 && isZero(reader.slice(0, reader.available))) {
      reader.advance(reader.available);
      return;
    }
    this.#stream.break();
    reader.advance(1);
    while (await reader.fill(1)) {
      await reader.fill(Math.min(reader.remaining, smallestFileHeader));
      const found = this.#find();
      if (found >= 0) {
        reader.advance(found);
        break;
      }
      const rest = reader.available === reader.remaining ? 0 : smallestFileHeader;
      reader.advance(Math.max(1, reader.available - rest));
    }
    const cut = reader.remaining === 0 && from + baseHeaderSize > reader.size;
    const what = cut ? 'the recording ends in the middle of an object' : 'there is no valid object';
    this.#damage.add(cut ? 'truncated' : 'corrupt', from, reader.offset, what);
  }

  /** The first object or file header in the window; -1 if there is none. */
  #find(): number {
    const { bytes, start, end } = this.#reader;
    const window = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
    for (let at = window.indexOf('LO', 0, 'latin1'); at >= 0; at = window.indexOf('LO', at + 1, 'latin1')) {
      if (this.#startsObject(at) || this.#startsFile(at)) return at;
    }
    return -1;
  }

  #endOfStream(): void {
    const { offset } = this.#reader;
    if (this.#stream.finish()) {
      this.#damage.add('truncated', offset, offset, 'the last object is not whole');
    }
  }
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
