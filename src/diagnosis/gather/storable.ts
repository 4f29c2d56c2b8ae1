/**
 * Makes text valid for PostgreSQL's jsonb, which accepts neither U+0000 nor lone surrogates; both can occur in a
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
