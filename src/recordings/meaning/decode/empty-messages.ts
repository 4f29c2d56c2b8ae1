interface Definition {
  name?: string | undefined;
  definitions: {
    type: string;
    isArray?: boolean | undefined;
    isComplex?: boolean | undefined;
    isConstant?: boolean | undefined;
  }[];
}

/**
 * An array of messages without fields takes no bytes whatever length it claims, so that four bytes could claim four
 * billion elements. Throws if a definition contains one; no message in the field does.
 */
export function refuseEmptyElements(definitions: Definition[]): void {
  const byName = new Map(definitions.map((definition) => [definition.name ?? '', definition]));
  const known = new Map<string, boolean>();

  function isEmpty(type: string): boolean {
    const answer = known.get(type);
    if (answer !== undefined) return answer;
    // Present while the type is examined: one that contains only itself has no fields.
    known.set(type, true);
    const fields = byName.get(type)?.definitions.filter(({ isConstant }) => !isConstant) ?? [];
    const empty = fields.every((field) => field.isComplex && !field.isArray && isEmpty(field.type));
    known.set(type, empty);
    return empty;
  }

  for (const { definitions: fields } of definitions) {
    for (const { type, isArray, isComplex } of fields) {
      if (isArray && isComplex && isEmpty(type)) {
        throw new Error(`an array of ${type}, which has no fields, is not decoded`);
      }
    }
  }
}
