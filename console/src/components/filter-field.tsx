import { useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  label: string;
  name: string;
  /** What the address asks for. */
  value: string | undefined;
  maxLength: number;
}

/**
 * A field of a filter. What is being typed stays when the page is drawn again, as it is when an answer comes; only another
 * address puts its own value there.
 */
export function FilterField({ label, value = '', ...attributes }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (field.current) field.current.value = value;
  }, [value]);
  return (
    <label>
      {label}
      <input ref={field} autoComplete="off" spellcheck={false} {...attributes} />
    </label>
  );
}
