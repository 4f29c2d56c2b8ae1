import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  label: string;
  name: string;
  /** What the address asks for. */
  value: string | undefined;
  maxLength: number;
  /** What is offered while typing. */
  options?: readonly string[];
}

/**
 * A field of a filter. What is being typed stays when the page is drawn again, as it is when an answer comes; only another
 * address puts its own value there.
 */
export function FilterField({ label, value = '', options, ...attributes }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    if (field.current) field.current.value = value;
  }, [value]);
  return (
    <label>
      {label}
      <input ref={field} autoComplete="off" spellcheck={false} {...attributes} list={options && id} />
      {options && (
        <datalist id={id}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </label>
  );
}
