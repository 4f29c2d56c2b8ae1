/**
 * Makes text fit for PostgreSQL's jsonb, which takes neither U+0000 nor half of a surrogate pair; both can stand in a
 * recorded name or log line. They become U+FFFD.
 */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\ufffd') as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storable(key), storable(inner)]),
  ) as T;
}
