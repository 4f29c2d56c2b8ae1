import { z } from 'zod';
import { reportSchema } from './report-schema.ts';

/** Where Argus serves the schema; programs that read reports may refer to it. */
export const reportSchemaPath = '/schemas/report-v1.json';

/**
 * The schema of reports for other programs (JSON Schema 2020-12). It only grows by optional members, so unknown ones
 * are allowed; an incompatible change gets another version and another URL.
 */
export function reportJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(reportSchema, { target: 'draft-2020-12', io: 'input' });
  return {
    $schema,
    $id: `urn:argus${reportSchemaPath.replaceAll('/', ':').replace('.json', '')}`,
    title: 'Argus diagnosis report, version 1',
    description:
      'Times are RFC 3339 with up to nine decimals; a recording whose clock does not count from 1970 gives seconds ' +
      'since the recorder was switched on, e.g. "+12.345s". Sizes and offsets are bytes.',
    ...schema,
  };
}
