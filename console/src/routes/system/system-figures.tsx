import type { ComponentChildren } from 'preact';
import type { SystemBody } from '../../../../src/api/operation/system-schema.ts';
import { isTerminal } from '../../../../src/domain/batch-status.ts';
import type { RepairKind } from '../../../../src/domain/repair.ts';
import { formatDuration } from '../../../../src/text/time-format.ts';
import { withQuery } from '../../api/request.ts';
import { Link } from '../../components/link.tsx';
import { Section } from '../../components/section.tsx';
import { formatBytes, formatCount, formatNumber, plural } from '../../lib/format.ts';
import { statusLooks } from '../../lib/status-looks.ts';

/** What waits, what is behind, and what is left of a budget. What a server that is away would say is left out. */
export function SystemFigures({ system }: { system: SystemBody }) {
  const { batches, relay, consumers, alerts, llm, redis, repairs, custody } = system;
  return (
    <div class="system-figures">
      {batches && (
        <Section id="batches" title="Batches">
          <Pairs>
            {batches.map(({ status, count, oldest_seconds }) => (
              <Pair key={status} name={statusLooks[status].label}>
                <Link href={withQuery('/', { status })}>{formatCount(count)}</Link>
                {count > 0 && !isTerminal(status) && (
                  <span class="small muted"> for up to {formatDuration(oldest_seconds)}</span>
                )}
              </Pair>
            ))}
          </Pairs>
        </Section>
      )}
      {(relay || consumers || alerts) && (
        <Section id="events" title="Events">
          <Pairs>
            {relay && (
              <Pair name="Not in Kafka yet">{behind(relay.unpublished_events, relay.oldest_seconds)}</Pair>
            )}
            {alerts?.map(({ channel, oldest_seconds }) => (
              <Pair key={channel} name={`Alerts by ${channel}`}>
                {oldest_seconds === 0
                  ? 'none waits'
                  : `the oldest waits for ${formatDuration(oldest_seconds)}`}
              </Pair>
            ))}
            {consumers?.groups.map(({ group, lag }) => (
              <Pair key={group} name={<bdi>{group}</bdi>}>
                {lag === 0 ? 'has read all' : `${plural(lag, 'event')} behind`}
              </Pair>
            ))}
            {consumers && consumers.groups.length === 0 && (
              <Pair name="Consumers">none reads the events</Pair>
            )}
            {consumers && consumers.more > 0 && (
              <Pair name="Further groups">{formatCount(consumers.more)}</Pair>
            )}
            {consumers && consumers.unmeasured > 0 && (
              <Pair name="Not measured">{plural(consumers.unmeasured, 'group')}</Pair>
            )}
          </Pairs>
        </Section>
      )}
      {llm && (
        <Section id="llm" title="Language model" note="today, UTC">
          {llm.configured ? (
            <LlmFigures llm={llm} />
          ) : (
            <p class="muted">None is set up; the rules judge alone.</p>
          )}
        </Section>
      )}
      {redis && (
        <Section id="redis" title="Redis">
          <Pairs>
            <Pair name="Memory">{formatBytes(redis.memory_bytes)}</Pair>
            <Pair name="Refused writes">{formatCount(redis.refused_writes)}</Pair>
            <Pair name="Evicted keys">{formatCount(redis.evicted_keys)}</Pair>
          </Pairs>
        </Section>
      )}
      {repairs && (
        <Section id="repairs" title="Repairs by the reconciler" note="since set-up">
          <Pairs>
            {repairs.map(({ kind, count }) => (
              <Pair key={kind} name={repairWords[kind]}>
                {formatCount(count)}
              </Pair>
            ))}
          </Pairs>
        </Section>
      )}
      {custody && (
        <Section id="custody" title="Custody">
          <Pairs>
            {custody.open.map(({ kind, count }) => (
              <Pair key={kind} name={`Recordings ${kind}`}>
                {count === 0 ? '0' : <Link href="/custody">{formatCount(count)}</Link>}
              </Pair>
            ))}
            <Pair name="Read again">
              {plural(custody.files, 'file')}, {formatBytes(custody.bytes)}
            </Pair>
          </Pairs>
        </Section>
      )}
    </div>
  );
}

const repairWords: Record<RepairKind, string> = {
  missing: 'Workflow started: there was none',
  waiting: 'Told that the upload is complete',
  behind: 'Workflow replaced: of another run',
  closed: 'Run failed: its workflow was ended',
  orphan: 'Workflow ended: its run was over',
};

function behind(count: number, seconds: number): string {
  return count === 0 ? 'none' : `${plural(count, 'event')}, for up to ${formatDuration(seconds)}`;
}

function LlmFigures({ llm }: { llm: NonNullable<SystemBody['llm']> }) {
  const { spent_tokens, reserved_tokens, daily_tokens, calls, estimated_dollars } = llm;
  const used = spent_tokens + reserved_tokens;
  return (
    <>
      <meter min={0} max={daily_tokens} value={Math.min(used, daily_tokens)} aria-label="Budget used today" />
      <Pairs>
        <Pair name="Tokens">
          {formatCount(used)} of {formatCount(daily_tokens)}
          {reserved_tokens > 0 && ` (${formatCount(reserved_tokens)} reserved)`}
        </Pair>
        <Pair name="Calls">
          {formatCount(calls.ok)} good, {formatCount(calls.rejected)} rejected, {formatCount(calls.failed)}{' '}
          failed
        </Pair>
        <Pair name="Estimated cost">{formatNumber(estimated_dollars, 4)} US dollars</Pair>
      </Pairs>
    </>
  );
}

const Pairs = ({ children }: { children: ComponentChildren }) => <dl class="pairs">{children}</dl>;

function Pair({ name, children }: { name: ComponentChildren; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
