import type { ComponentChildren } from 'preact';

interface SectionProps {
  id: string;
  title: string;
  /** Beside the title, e.g. how many there are. */
  note?: ComponentChildren | undefined;
  tools?: ComponentChildren;
  /** Only its title is shown at first. */
  folds?: boolean;
  children: ComponentChildren;
}

export function Section({ id, title, note, tools, folds = false, children }: SectionProps) {
  const heading = (
    <>
      <h2 id={`${id}-title`}>{title}</h2>
      {note !== undefined && <span class="muted small">{note}</span>}
    </>
  );
  const toolbox = tools && <div class="panel-tools">{tools}</div>;
  if (folds) {
    return (
      <section class="panel panel-folds" id={id} aria-labelledby={`${id}-title`}>
        <details>
          <summary>{heading}</summary>
          {toolbox}
          {children}
        </details>
      </section>
    );
  }
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-title`}>
      <div class="panel-head">
        {heading}
        {toolbox}
      </div>
      {children}
    </section>
  );
}
