import type { DamageLog } from '../../bytes/damage.ts';
import { release } from '../../bytes/unpack/release.ts';
import type { ParseLimits } from '../../limits.ts';
import { type ContainerPlace, ObjectStream, type ObjectVisitor } from './object-stream.ts';
import { containerHeaderSize, objectTypes } from './objects.ts';
import { unpackContainer } from './unpack-container.ts';

/** Reads nested containers as if their objects were in the outer one; deeper ones are left to the visitor. */
export class InnerContainers {
  readonly #visitor: ObjectVisitor;
  readonly #damage: DamageLog;
  readonly #limits: ParseLimits;
  #place: ContainerPlace = { start: 0, end: 0, packed: true };
  /** Maximum number of bytes to which those of the current container may still expand. */
  #left = 0;

  constructor(visitor: ObjectVisitor, damage: DamageLog, limits: ParseLimits) {
    this.#visitor = visitor;
    this.#damage = damage;
    this.#limits = limits;
  }

  /** Must be called before the objects of a container are visited. */
  begin(place: ContainerPlace): void {
    this.#place = place;
    this.#left = this.#limits.maxUnpackedBytes;
  }

  /** An `ObjectVisitor`. */
  visit(view: DataView, at: number, size: number, offset: number): void {
    const isContainer = view.getUint32(at + 12, true) === objectTypes.logContainer;
    if (!isContainer || size < containerHeaderSize) {
      this.#visitor(view, at, size, offset);
      return;
    }
    const container = new Uint8Array(view.buffer, view.byteOffset + at, size);
    const unpacked = unpackContainer(container, { ...this.#limits, maxUnpackedBytes: this.#left });
    const { start, end } = this.#place.packed ? this.#place : { start: offset, end: offset + size };
    if (!unpacked.ok) {
      this.#damage.add(unpacked.kind, start, end, unpacked.what);
      return;
    }
    this.#left = Math.max(0, this.#left - unpacked.data.byteLength);
    const stream = new ObjectStream(this.#visitor, this.#damage);
    stream.append(unpacked.data, { start, end, packed: true });
    if (stream.finish())
      this.#damage.add('corrupt', start, end, 'the last object of a container in it is not whole');
    if (unpacked.packed) release(unpacked.data);
  }
}
