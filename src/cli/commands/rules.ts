import type { ArgusClient } from '../../client/client.ts';
import { printJson } from '../print-json.ts';
import { printTable } from '../print-table.ts';

interface Options {
  platform?: string | undefined;
  json?: true | undefined;
}

/** The rules as set for a platform. */
export async function rules(client: ArgusClient, { platform, json }: Options): Promise<void> {
  const body = await client.getRules(platform);
  if (json) printJson(body.rules);
  else {
    printTable(
      ['RULE', 'ON', 'QUESTION', 'THRESHOLDS'],
      body.rules.map(({ id, enabled, question, thresholds }) => [
        id,
        enabled ? 'yes' : 'no',
        question,
        thresholds
          .map(({ name, value, standard, unit }) => {
            const changed = value === standard ? '' : ` (default ${standard})`;
            return `${name} ${value}${unit === '' ? '' : ` ${unit}`}${changed}`;
          })
          .join(', '),
      ]),
    );
  }
}
