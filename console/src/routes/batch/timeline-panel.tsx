import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import { assertNever } from '../../../../src/domain/assert-never.ts';
import type { BatchStatus } from '../../../../src/domain/batch-status.ts';
import type { Connection } from '../../api/stream-batch.ts';
import { ToneMark } from '../../components/badge.tsx';
import { Bounded } from '../../components/bounded.tsx';
import { Section } from '../../components/section.tsx';
import { LocalClock } from '../../components/times.tsx';
import { formatCount, plural } from '../../lib/format.ts';
import type { Label } from '../../lib/language.ts';
import { ofArgus, t } from '../../lib/language.ts';
import { statusLooks, type Tone } from '../../lib/status-looks.ts';
import type { TimelineEntry } from '../../lib/timeline.ts';

const connectionWords: Record<Connection, Label | ''> = {
  opening: 'connecting…',
  live: 'live',
  lost: 'reconnecting…',
  over: '',
};

interface TimelinePanelProps {
  batch: BatchBody;
  timeline: readonly TimelineEntry[];
  connection: Connection;
}

/** The events so far, newest first. */
export function TimelinePanel({ batch, timeline, connection }: TimelinePanelProps) {
  const word = connectionWords[connection];
  const words = word && t(word);
  return (
    <Section
      id="timeline"
      title={t('Timeline')}
      note={words && <span class={`connection connection-${connection}`}>{words}</span>}
    >
      <Bounded items={timeline.toReversed()} first={14} what={['event', 'events']}>
        {(shown) => (
          <ol class="timeline" reversed>
            {shown.map((entry) => (
              <Entry key={keyOf(entry)} entry={entry} />
            ))}
            {shown.length === timeline.length && (
              <li>
                <ToneMark tone="neutral" />
                <span>{t('Batch created')}</span>
                <LocalClock time={batch.created_at} />
              </li>
            )}
          </ol>
        )}
      </Bounded>
    </Section>
  );
}

/** An entry of files keeps its key while its count grows. */
function keyOf(entry: TimelineEntry): string {
  return entry.kind === 'files' ? `files ${entry.run}` : String(entry.seq);
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { tone, text, note } = describe(entry);
  return (
    <li>
      <ToneMark tone={tone} />
      <span>
        {text}
        {note && <span class="small muted timeline-note">{note}</span>}
      </span>
      <LocalClock time={entry.at} />
    </li>
  );
}

const statusSentences: Record<Exclude<BatchStatus, 'pending'>, Label> = {
  uploaded: 'Upload complete',
  scattering: 'Reading the files',
  scattered: 'All files read',
  gathering: 'Gathering the results',
  gathered: 'Results gathered',
  diagnosing: 'Diagnosing',
  completed: 'Report ready',
  failed: 'Failed',
};

function describe(entry: TimelineEntry): { tone: Tone; text: string; note?: string | undefined } {
  switch (entry.kind) {
    case 'status': {
      const text =
        entry.to === 'pending' ? t('Run {run} begins', { run: entry.run }) : t(statusSentences[entry.to]);
      return { tone: statusLooks[entry.to].tone, text, note: entry.failure && ofArgus(entry.failure) };
    }
    case 'files': {
      const { parsed, failed, damaged } = entry;
      const bad = [
        failed > 0 && t('{failed} failed', { failed: formatCount(failed) }),
        damaged > 0 && t('{damaged} damaged', { damaged: formatCount(damaged) }),
      ];
      return {
        tone: failed + damaged > 0 ? 'warning' : 'active',
        text: t('{files} processed', { files: plural(parsed + failed, 'file') }),
        note: bad.filter(Boolean).join(t(', ')),
      };
    }
    case 'silent':
      return { tone: 'warning', text: t('Nothing comes in'), note: t('Given up if it stays so') };
    case 'fulfilled': {
      const note = entry.askedBy === null ? undefined : t('Asked by {askedBy}', { askedBy: entry.askedBy });
      return { tone: 'active', text: t('Has what the vehicle was asked for'), note };
    }
    case 'gathered':
      return { tone: 'active', text: t('{charts} drawn', { charts: plural(entry.charts, 'chart') }) };
    case 'diagnosed':
      return { tone: 'active', text: t('Diagnosis made') };
    default:
      return assertNever(entry);
  }
}
