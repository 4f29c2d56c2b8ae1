import { expect, test } from 'vitest';
import { searchAttributes } from '../../../src/workflows/search-attributes.ts';
import {
  parseDynamicConfig,
  readDynamicConfig,
  readSearchAttributes,
} from '../../../stack/temporal-config.ts';

test('reads keys and JSON values', () => {
  const yaml = '# why\na.b:\n  - value: 5000\n\nc:\n  - value: true\n';
  expect([...parseDynamicConfig(yaml, 'x.yaml')]).toEqual([
    ['a.b', '5000'],
    ['c', 'true'],
  ]);
});

test.each([
  'a:\n  - value: 1\n    constraints: {namespace: x}\n',
  'a:\n  - value: 1\n  - value: 2\n',
  'a: 1\n',
  'a:\n  - value: yes\n',
])('refuses what does not fit into a flag: %j', (yaml) => {
  expect(() => parseDynamicConfig(yaml, 'x.yaml')).toThrow();
});

test('overrides the defaults that would slow the server down', async () => {
  const config = await readDynamicConfig();
  expect(config.get('history.transferProcessorMaxPollRPS')).toBe('5000');
  expect(config.get('matching.enableFairness')).toBe('true');
});

test('registers exactly the search attributes that the workflows set', async () => {
  const used = Object.values(searchAttributes).map(({ name, type }) => [name, type]);
  const registered = [...(await readSearchAttributes())].map(([name, type]) => [name, type.toUpperCase()]);
  expect(registered.sort()).toEqual(used.sort());
});
