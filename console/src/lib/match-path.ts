/** The values of a pattern such as `/batches/:id` by their names. */
export type ParametersOf<Pattern extends string> = {
  [Part in Parts<Pattern> as Part extends `:${infer Name}` ? Name : never]: string;
};
type Parts<Path extends string> = Path extends `${infer First}/${infer Rest}` ? First | Parts<Rest> : Path;

/** The values of `:name` parts of `pattern`, or undefined if the path does not match. */
export function matchPath<Pattern extends string>(
  pattern: Pattern,
  path: string,
): ParametersOf<Pattern> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const value = given[i] ?? '';
    if (!part.startsWith(':')) {
      if (part !== value) return undefined;
      continue;
    }
    if (value === '') return undefined;
    try {
      values[part.slice(1)] = decodeURIComponent(value);
    } catch {
      // A stray `%`: not one of our URLs.
      return undefined;
    }
  }
  return values as ParametersOf<Pattern>;
}
