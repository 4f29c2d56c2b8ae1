const notAvailable = 0xff;

/** ` 2` after what an instance is of. They count from 0; the first one, or the only one, needs no number. */
export function instanceNumber(instance: number): string {
  return instance === 0 || instance === notAvailable ? '' : ` ${instance + 1}`;
}
