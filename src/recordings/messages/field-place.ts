/** Elements of an array that are values each; of a longer one none is: it is a picture, a cloud or a spectrum. */
export const maxElements = 16;
/** Messages and arrays inside messages. */
export const maxDepth = 8;

/** Where the values of a field go, for decoders that know a field before its message: found once, for all messages. */
export interface FieldPlace {
  /** Of a field in this message; undefined if nobody wants it. */
  member(name: string): FieldPlace | undefined;
  /** Of an element of this array, up to `maxElements`; undefined if nobody wants it. */
  element(index: number): FieldPlace | undefined;
  value(value: number | string | bigint | boolean): void;
  /** An array is longer than `maxElements`; or this is a message or an array, and deeper than `maxDepth`. */
  omit(): void;
}
