/** Damage in a few of the first rows must not hide what the others are. */
export function mostly<T>(cells: readonly T[], test: (cell: T) => boolean): boolean {
  return cells.filter(test).length * 5 >= cells.length * 4;
}
