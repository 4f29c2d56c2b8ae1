interface Props {
  code: string;
  /** What kind of source reports it. */
  source: string;
  message: string;
}

/** A diagnostic code with its text, both from recordings. */
export function CodeCell({ code, source, message }: Props) {
  return (
    <>
      <code>{code}</code> <span class="muted small">{source}</span>
      {message !== '' && message !== code && (
        <div class="small">
          <bdi>{message}</bdi>
        </div>
      )}
    </>
  );
}
