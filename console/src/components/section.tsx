import type { ComponentChildren } from 'preact';

interface SectionProps {
  id: string;
  title: string;
  /** Beside the title, e.g. how many there are. */
  note?: ComponentChildren | undefined;
  tools?: ComponentChildren;
  children: ComponentChildren;
}

export function Section({ id, title, note, tools, children }: SectionProps) {
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-title`}>
      <div class="panel-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {note !== undefined && <span class="muted small">{note}</span>}
        {tools && <div class="panel-tools">{tools}</div>}
      </div>
      {children}
    </section>
  );
}
