import { assertNever } from '../../../src/domain/assert-never.ts';
import type { Fact, Reference, Span, Text, Tile } from '../../../src/report/document/document.ts';
import { withQuery } from '../api/request.ts';
import { Badge } from '../components/badge.tsx';
import { Link } from '../components/link.tsx';
import { RecordedTime } from '../components/times.tsx';
import { rulesUrl } from '../lib/rules-url.ts';
import { documentTones } from '../lib/status-looks.ts';
import { EntryFeedback } from './entry-feedback.tsx';
import { type Reader, useReader } from './reader.ts';

/** External text is wrapped in `<bdi>`: its direction must not affect the words around it (UAX #9). */
export function DocumentText({ text }: { text: Text }) {
  const reader = useReader();
  return <>{text.map((span) => drawSpan(span, reader))}</>;
}

function drawSpan(span: Span, reader: Reader) {
  if (typeof span === 'string') return span;
  switch (span.kind) {
    case 'outside':
      return <bdi>{span.text}</bdi>;
    case 'name':
      return <Name text={span.text} />;
    case 'muted':
      return <bdi class="small muted">{span.text}</bdi>;
    case 'strong':
      return (
        <strong>
          <bdi>{span.text}</bdi>
        </strong>
      );
    case 'badge':
      return <Badge tone={documentTones[span.tone]}>{span.text}</Badge>;
    case 'time':
      return <RecordedTime time={span.time} bare={span.bare} />;
    case 'link':
      return reader.anchors.has(span.to) ? (
        <a href={`#${span.to}`}>
          <bdi>{span.text}</bdi>
        </a>
      ) : (
        <bdi>{span.text}</bdi>
      );
    case 'reference':
      return (
        <Link href={addressOf(span.to, reader)}>
          <Name text={span.text} />
        </Link>
      );
    case 'break':
      return <br />;
    default:
      return assertNever(span);
  }
}

function Name({ text }: { text: string }) {
  return (
    <code>
      <bdi>{text}</bdi>
    </code>
  );
}

function addressOf(to: Reference, { batchId: batch, run, platform }: Reader): string {
  switch (to.kind) {
    case 'rules':
      return rulesUrl({ platform, batch, run });
    case 'rule':
      return rulesUrl({ platform, batch, run, q: to.rule });
    case 'entry':
      return `/knowledge/${encodeURIComponent(to.id)}`;
    case 'report':
      return withQuery(`/batches/${to.batch_id}`, { run: to.run });
    default:
      return assertNever(to);
  }
}

interface FactListProps {
  facts: Fact[];
  /** The finding they belong to: knowledge quoted for it can be rated. */
  rule?: string;
}

export function FactList({ facts, rule }: FactListProps) {
  const { batchId } = useReader();
  return (
    <dl class="pairs">
      {facts.map(({ term, text, entry }, i) => (
        <div key={i}>
          <dt>
            <bdi>{term}</bdi>
          </dt>
          <dd>
            <DocumentText text={text} />
            {entry !== undefined && rule !== undefined && (
              <EntryFeedback entryId={entry} batchId={batchId} finding={rule} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function TileList({ tiles }: { tiles: Tile[] }) {
  return (
    <dl class="figures">
      {tiles.map(({ name, value, note, percent }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span class="figure">{value}</span>
            {percent !== undefined && <meter min={0} max={100} value={percent} aria-hidden="true" />}
            {note.length > 0 && (
              <span class="small muted block">
                <DocumentText text={note} />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
