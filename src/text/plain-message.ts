import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What is wrong with a value, phrased to follow its field's name: `is missing`, `must be at least 1`. */
export function plainMessage(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeMessage(issue);
    case 'too_small':
      return sizeMessage(issue.origin, Number(issue.minimum), issue.inclusive ? 'at least' : 'more than');
    case 'too_big':
      return sizeMessage(issue.origin, Number(issue.maximum), issue.inclusive ? 'at most' : 'less than');
    case 'invalid_value':
      return missing(issue) ?? `must be ${oneOf(issue.values)}`;
    case 'invalid_format':
      return formats[issue.format] ?? 'does not have the required format';
    case 'unrecognized_keys':
      return 'is not a field of this request';
    case 'invalid_key':
      return 'has an invalid name';
    default:
      return missing(issue) ?? 'is not valid';
  }
}

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  undefined: 'left out',
};

const formats: Record<string, string> = {
  uuid: 'must be a UUID',
  datetime: 'must be a time such as 2026-01-31T12:00:00Z (RFC 3339)',
  url: 'must be a URL that begins with https:// or http://',
  email: 'must be an e-mail address',
};

function typeMessage(issue: Issue & { code: 'invalid_type' }): string {
  return missing(issue) ?? `must be ${kinds[issue.expected] ?? 'of another type'}`;
}

function missing({ input }: Issue): string | undefined {
  return input === undefined ? 'is missing' : undefined;
}

function sizeMessage(origin: string, size: number, relation: string): string {
  if (origin === 'number' || origin === 'int') return `must be ${relation} ${size}`;
  const [one, many] = origin === 'string' ? ['character', 'characters'] : ['entry', 'entries'];
  if (relation === 'at least' && size === 1) return 'must not be empty';
  return `must have ${relation} ${size} ${size === 1 ? one : many}`;
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`;
}
