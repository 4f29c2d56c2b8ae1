import type { CreateSubscriptionBody } from '../../api/subscriptions/schema.ts';
import type { ArgusClient } from '../../client/client.ts';
import { phrase, phrases } from '../language.ts';
import { printJson } from '../print-json.ts';
import { printTable } from '../print-table.ts';

interface Options {
  url?: string | undefined;
  email?: string | undefined;
  platform?: string[] | undefined;
  rule?: string[] | undefined;
  minSeverity: CreateSubscriptionBody['min_severity'];
  json?: true | undefined;
}

/** Who is told of findings, and what did not arrive. */
export async function subscriptions(
  client: ArgusClient,
  { json }: { json?: true | undefined },
): Promise<void> {
  const body = await client.listSubscriptions();
  if (json) printJson(body.subscriptions);
  else if (body.subscriptions.length === 0) {
    process.stderr.write(`${phrase('Nobody is told of findings. `argus help subscribe` says how.')}\n`);
  } else {
    printTable(
      phrases(
        'SUBSCRIPTION',
        'TO',
        'FROM SEVERITY',
        'PLATFORMS',
        'RULES',
        'WAITING',
        'GIVEN UP',
        'LAST ERROR',
      ),
      body.subscriptions.map((one) => [
        one.subscription_id,
        one.email ?? one.url ?? '',
        one.min_severity,
        one.platforms?.join(', ') ?? phrase('all'),
        one.rules?.join(', ') ?? phrase('all'),
        String(one.pending),
        String(one.dead),
        one.last_error ?? '',
      ]),
    );
  }
}

/** The API says which options are wrong. */
export async function subscribe(
  client: ArgusClient,
  { url, email, platform, rule, minSeverity, json }: Options,
): Promise<void> {
  const subscription = await client.subscribe({
    url,
    email,
    platforms: platform,
    rules: rule,
    min_severity: minSeverity,
  });
  const { subscription_id, secret } = subscription;
  if (json) printJson(subscription);
  else process.stdout.write(`${subscription_id}\n`);
  if (!json && secret !== null)
    process.stderr.write(
      `${phrase('Messages are signed with {secret}, which is shown only here.', { secret })}\n`,
    );
}

export async function unsubscribe(
  client: ArgusClient,
  id: string,
  { json }: { json?: true | undefined },
): Promise<void> {
  await client.unsubscribe(id);
  if (json) printJson({ subscription_id: id, deleted: true });
  else process.stderr.write(`${phrase('The subscription is deleted.')}\n`);
}
