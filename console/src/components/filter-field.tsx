import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  label: string;
  name: string;
  /** The value in the URL. */
  value: string | undefined;
  maxLength: number;
  required?: true;
  /** Suggestions while typing. */
  options?: readonly string[];
}

/**
 * A field of a filter. Text being typed survives a re-render, such as when a response arrives; only a new URL replaces
 * it.
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
