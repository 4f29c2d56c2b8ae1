import type { DamageLog } from '../../bytes/damage.ts';
import {
  baseHeaderSize,
  containerHeaderSize,
  findObject,
  holdsObjects,
  isPlausibleHeader,
  maxObjectBytes,
  mayBeLaterHeader,
  objectSignature,
  signatureWithin,
  twoObjects,
} from './objects.ts';

/** Reads one complete object, which is at `at` of `view` and is valid only during the call. */
export type ObjectVisitor = (view: DataView, at: number, size: number, offset: number) => void;

/** Where a container is in the file. */
export interface ContainerPlace {
  start: number;
  end: number;
  /** Compressed data has no file offsets of its own: those of the container are used. */
  packed: boolean;
}

/** Bytes read in at a time, so that the buffer stays small whatever a container holds. */
const stepBytes = 1 << 20;

/**
 * Writers pad an object with up to 3 bytes, some with more; runs of zeros may be longer, but are shorter than an
 * object.
 */
const maxPadding = 7;
const maxZeros = 31;
const paddingAndSignature = maxPadding + 4;

/** The concatenated data of all containers: objects may begin in one and end in the next. */
export class ObjectStream {
  readonly #visit: ObjectVisitor;
  readonly #damage: DamageLog;
  #bytes = new Uint8Array(1 << 18);
  #view = new DataView(this.#bytes.buffer);
  /** Unread data: it begins with an object, or with padding before one, unless `#lost`. */
  #start = 0;
  #end = 0;
  /** Bytes from `#start`, of an incomplete object, in which no other object begins. */
  #searched = 0;
  #lost = false;
  #place: ContainerPlace = { start: 0, end: 0, packed: true };
  /** Where in the buffer the data of `#place` begins; data before it came from `#before`. */
  #placeStart = 0;
  #before: ContainerPlace = this.#place;

  constructor(visit: ObjectVisitor, damage: DamageLog) {
    this.#visit = visit;
    this.#damage = damage;
  }

  append(data: Uint8Array, place: ContainerPlace): void {
    if (this.#start >= this.#placeStart) this.#before = this.#place;
    this.#place = place;
    this.#placeStart = this.#end;
    for (let from = 0; from < data.byteLength; from += stepBytes) {
      this.#hold(data.subarray(from, from + stepBytes));
      this.#read();
    }
  }

  /** Must be called when a container was lost: what follows does not continue the object held here. */
  break(): void {
    this.#moveTo(this.#end);
    this.#lost = true;
  }

  /** Must be called when no container follows; true if an object is incomplete. */
  finish(): boolean {
    const begun = this.#end - this.#start >= 4 && this.#view.getUint32(this.#start, true) === objectSignature;
    this.#moveTo(this.#end);
    this.#lost = false;
    return begun;
  }

  #hold(data: Uint8Array): void {
    const held = this.#end - this.#start;
    if (this.#end + data.byteLength > this.#bytes.byteLength) {
      // Half of the buffer stays free, so that each byte is moved only a few times.
      const wanted = 2 * (held + data.byteLength);
      const target = wanted > this.#bytes.byteLength ? new Uint8Array(wanted) : this.#bytes;
      target.set(this.#bytes.subarray(this.#start, this.#end));
      if (target !== this.#bytes) {
        this.#bytes = target;
        this.#view = new DataView(target.buffer);
      }
      this.#placeStart -= this.#start;
      this.#start = 0;
      this.#end = held;
    }
    this.#bytes.set(data, this.#end);
    this.#end += data.byteLength;
  }

  #read(): void {
    const end = this.#end;
    const view = this.#view;
    if (this.#lost && !this.#findAgain()) return;
    while (end - this.#start >= baseHeaderSize) {
      const at = this.#start;
      const size = view.getUint32(at + 8, true);
      const next = at + size;
      const usual =
        size >= baseHeaderSize &&
        next + 4 <= end &&
        view.getUint32(next, true) === objectSignature &&
        view.getUint32(at, true) === objectSignature &&
        (size < twoObjects ||
          holdsObjects(view.getUint32(at + 12, true)) ||
          !holdsSignature(view, at + baseHeaderSize, next));
      if (usual) {
        this.#visit(view, at, size, this.#offsetOf(at));
        this.#start = next;
      } else if (!this.#readUnsure()) {
        return;
      }
    }
  }

  /** Advances one step over padding or damage; false if more data is needed. */
  #readUnsure(): boolean {
    const view = this.#view;
    const end = this.#end;
    const zeros = this.#skipZeros();
    const at = signatureWithin(view, zeros, Math.min(zeros + maxPadding, end - 4));
    if (at < 0) return end - zeros >= paddingAndSignature && this.#skipFrom(this.#start + 1);
    this.#start = at;
    if (end - at < baseHeaderSize) return false;
    const isLater = !isPlausibleHeader(view, at, maxObjectBytes);
    if (isLater && !mayBeLaterHeader(view, at, maxObjectBytes)) return this.#skipFrom(at + 4);
    const behind = at + view.getUint32(at + 8, true);
    if (behind > end || (behind - at >= twoObjects && !this.#holdsOthers(at, behind))) {
      // If another object begins inside this one, its size is damaged.
      const from = at + Math.max(baseHeaderSize, this.#searched);
      const inside = findObject(this.#bytes, view, from, Math.min(behind, end), maxObjectBytes);
      if (inside >= 0) {
        this.#reportDamage(at, inside);
        this.#moveTo(inside);
        return true;
      }
    }
    if (behind > end) {
      this.#searched = Math.max(0, end - at - baseHeaderSize);
      return false;
    }
    if (isLater && !this.#endsWell(behind)) return this.#skipFrom(at + 4);
    this.#visit(view, at, behind - at, this.#offsetOf(at));
    this.#moveTo(behind);
    return true;
  }

  /** Whether a complete object may contain others: it ends where the data does, or where another begins. */
  #holdsOthers(at: number, behind: number): boolean {
    if (!holdsObjects(this.#view.getUint32(at + 12, true))) return false;
    const last = Math.min(behind + maxPadding, this.#end - 4);
    return this.#end - behind < 4 || signatureWithin(this.#view, behind, last) >= 0;
  }

  /** Whether an object that ends at `behind` is followed by another, as far as data is available, over its padding. */
  #endsWell(behind: number): boolean {
    let next = behind;
    while (next < Math.min(behind + maxPadding, this.#end) && this.#bytes[next] === 0) next += 1;
    const there = Math.min(4, this.#end - next);
    for (let i = 0; i < there; i += 1) {
      if (this.#bytes[next + i] !== ((objectSignature >>> (8 * i)) & 0xff)) return false;
    }
    return true;
  }

  #skipZeros(): number {
    const last = Math.min(this.#end, this.#start + maxZeros);
    let at = this.#start;
    while (at < last && this.#bytes[at] === 0) at += 1;
    return at;
  }

  /** The bytes at `#start` are damaged; the search for the next object begins at `from`. */
  #skipFrom(from: number): boolean {
    const found = findObject(this.#bytes, this.#view, from, this.#end, maxObjectBytes);
    this.#reportDamage(this.#start, found < 0 ? this.#end : found);
    if (found >= 0) {
      this.#moveTo(found);
      return true;
    }
    this.#lost = true;
    this.#keepLast();
    return false;
  }

  #findAgain(): boolean {
    const found = findObject(this.#bytes, this.#view, this.#start, this.#end, maxObjectBytes);
    if (found < 0) {
      this.#keepLast();
      return false;
    }
    if (!this.#place.packed && found > this.#start) this.#reportDamage(this.#start, found);
    this.#moveTo(found);
    this.#lost = false;
    return true;
  }

  /** The first bytes of a header may already be available. */
  #keepLast(): void {
    this.#moveTo(Math.max(this.#start, this.#end - baseHeaderSize + 1));
  }

  #moveTo(position: number): void {
    this.#start = position;
    this.#searched = 0;
  }

  #reportDamage(from: number, to: number): void {
    const start = this.#offsetOf(from);
    const end = this.#place.packed ? this.#place.end : this.#offsetOf(to);
    this.#damage.add('corrupt', start, end, 'an object in a container cannot be read');
  }

  #offsetOf(position: number): number {
    const behind = position - this.#placeStart;
    if (behind < 0) return this.#before.packed ? this.#before.start : this.#before.end + behind;
    return this.#place.packed ? this.#place.start : this.#place.start + containerHeaderSize + behind;
  }
}

/** Where writers put it: at a multiple of 4 from the previous object. */
function holdsSignature(view: DataView, from: number, end: number): boolean {
  for (let at = from; at < end; at += 4) if (view.getUint32(at, true) === objectSignature) return true;
  return false;
}
