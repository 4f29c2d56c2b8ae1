/**
 * The fields that are wanted, as a tree of their names. Names are those of signals: `pose.position.x`, `position[3]`; a wanted list is
 * wanted with all its elements.
 */
export type WantedFields = Map<string, WantedFields>;

export function wantedFields(names: Iterable<string>): WantedFields {
  const root: WantedFields = new Map();
  for (const name of names) {
    let at = root;
    for (const part of name.replace(/\[\d+\]/g, '').split('.')) {
      const next: WantedFields = at.get(part) ?? new Map();
      at.set(part, next);
      at = next;
    }
  }
  return root;
}
