import type { ComponentChildren } from 'preact';
import type { SystemBody } from '../../../../src/api/operation/system-schema.ts';
import { isTerminal } from '../../../../src/domain/batch-status.ts';
import type { RepairKind } from '../../../../src/domain/repair.ts';
import { formatDuration } from '../../../../src/text/time-format.ts';
import { withQuery } from '../../api/request.ts';
import { Link } from '../../components/link.tsx';
import { Section } from '../../components/section.tsx';
import { formatBytes, formatCount, formatNumber, plural } from '../../lib/format.ts';
import { type Label, t } from '../../lib/language.ts';
import { statusLooks } from '../../lib/status-looks.ts';

/** What waits, what is behind, and what is left of a budget. What a server that is away would say is left out. */
export function SystemFigures({ system }: { system: SystemBody }) {
  const { batches, relay, consumers, alerts, llm, redis, repairs, custody } = system;
  return (
    <div class="system-figures">
      {batches && (
        <Section id="batches" title={t('Batches')}>
          <Pairs>
            {batches.map(({ status, count, oldest_seconds }) => (
              <Pair key={status} name={t(statusLooks[status].label)}>
                <Link href={withQuery('/', { status })}>{formatCount(count)}</Link>
                {count > 0 && !isTerminal(status) && (
                  <span class="small muted">
                    {t('for up to {oldestSeconds}', { oldestSeconds: formatDuration(oldest_seconds) })}
                  </span>
                )}
              </Pair>
            ))}
          </Pairs>
        </Section>
      )}
      {(relay || consumers || alerts) && (
        <Section id="events" title={t('Events')}>
          <Pairs>
            {relay && (
              <Pair name={t('Not in Kafka yet')}>
                {behind(relay.unpublished_events, relay.oldest_seconds)}
              </Pair>
            )}
            {alerts?.map(({ channel, oldest_seconds }) => (
              <Pair key={channel} name={t('Alerts by {channel}', { channel })}>
                {oldest_seconds === 0
                  ? t('none waits')
                  : t('the oldest waits for {oldestSeconds}', {
                      oldestSeconds: formatDuration(oldest_seconds),
                    })}
              </Pair>
            ))}
            {consumers?.groups.map(({ group, lag }) => (
              <Pair key={group} name={<bdi>{group}</bdi>}>
                {lag === 0 ? t('has read all') : t('{events} behind', { events: plural(lag, 'event') })}
              </Pair>
            ))}
            {consumers && consumers.groups.length === 0 && (
              <Pair name={t('Consumers')}>{t('none reads the events')}</Pair>
            )}
            {consumers && consumers.more > 0 && (
              <Pair name={t('Further groups')}>{formatCount(consumers.more)}</Pair>
            )}
            {consumers && consumers.unmeasured > 0 && (
              <Pair name={t('Not measured')}>{plural(consumers.unmeasured, 'group')}</Pair>
            )}
          </Pairs>
        </Section>
      )}
      {llm && (
        <Section id="llm" title={t('Language model')} note={t('today, UTC')}>
          {llm.configured ? (
            <LlmFigures llm={llm} />
          ) : (
            <p class="muted">{t('None is set up; the rules judge alone.')}</p>
          )}
        </Section>
      )}
      {redis && (
        <Section id="redis" title={t('Redis')}>
          <Pairs>
            <Pair name={t('Memory')}>{formatBytes(redis.memory_bytes)}</Pair>
            <Pair name={t('Refused writes')}>{formatCount(redis.refused_writes)}</Pair>
            <Pair name={t('Evicted keys')}>{formatCount(redis.evicted_keys)}</Pair>
          </Pairs>
        </Section>
      )}
      {repairs && (
        <Section id="repairs" title={t('Repairs by the reconciler')} note={t('since set-up')}>
          <Pairs>
            {repairs.map(({ kind, count }) => (
              <Pair key={kind} name={t(repairWords[kind])}>
                {formatCount(count)}
              </Pair>
            ))}
          </Pairs>
        </Section>
      )}
      {custody && (
        <Section id="custody" title={t('Custody')}>
          <Pairs>
            {custody.open.map(({ kind, count }) => (
              <Pair key={kind} name={t(`Recordings ${kind}`)}>
                {count === 0 ? '0' : <Link href="/custody">{formatCount(count)}</Link>}
              </Pair>
            ))}
            <Pair name={t('Read again')}>
              {plural(custody.files, 'file')}, {formatBytes(custody.bytes)}
            </Pair>
          </Pairs>
        </Section>
      )}
    </div>
  );
}

const repairWords: Record<RepairKind, Label> = {
  missing: 'Workflow started: there was none',
  waiting: 'Told that the upload is complete',
  behind: 'Workflow replaced: of another run',
  closed: 'Run failed: its workflow was ended',
  orphan: 'Workflow ended: its run was over',
};

function behind(count: number, seconds: number): string {
  return count === 0
    ? t('none')
    : t('{events}, for up to {seconds}', {
        events: plural(count, 'event'),
        seconds: formatDuration(seconds),
      });
}

function LlmFigures({ llm }: { llm: NonNullable<SystemBody['llm']> }) {
  const { spent_tokens, reserved_tokens, daily_tokens, calls, estimated_dollars } = llm;
  const used = spent_tokens + reserved_tokens;
  return (
    <>
      <meter
        min={0}
        max={daily_tokens}
        value={Math.min(used, daily_tokens)}
        aria-label={t('Budget used today')}
      />
      <Pairs>
        <Pair name={t('Tokens')}>
          {t('{used} of {all}', { used: formatCount(used), all: formatCount(daily_tokens) })}
          {reserved_tokens > 0 && t(' ({reserved} reserved)', { reserved: formatCount(reserved_tokens) })}
        </Pair>
        <Pair name={t('Calls')}>
          {t('{ok} good, {rejected} rejected, {failed} failed', {
            ok: formatCount(calls.ok),
            rejected: formatCount(calls.rejected),
            failed: formatCount(calls.failed),
          })}
        </Pair>
        <Pair name={t('Estimated cost')}>
          {t('{estimatedDollars} US dollars', { estimatedDollars: formatNumber(estimated_dollars, 4) })}
        </Pair>
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
