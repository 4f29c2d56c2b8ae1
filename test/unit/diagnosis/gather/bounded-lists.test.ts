import { describe, expect, test } from 'vitest';
import { createBoundedMap } from '../../../../src/diagnosis/gather/bounded-map.ts';
import { createTopList } from '../../../../src/diagnosis/gather/top-list.ts';

describe('a bounded map', () => {
  const numbers = (limit: number, ...keys: string[]) => {
    const map = createBoundedMap<number>(limit);
    for (const key of keys)
      map.put(
        key,
        () => 1,
        () => undefined,
      );
    return map;
  };

  test('keeps the smallest keys in their order, and counts every call for the others', () => {
    const map = numbers(2, 'e', 'd', 'c', 'b', 'b', 'a', 'e', 'd');
    expect(map.values()).toHaveLength(2);
    expect(map.dropped()).toBe(5);
    expect(numbers(2, 'a', 'b', 'b').dropped()).toBe(0);
    expect(numbers(2, 'c', 'a', 'b').dropped()).toBe(1);
  });

  test('creates nothing for a key that was too large before', () => {
    const map = createBoundedMap<number>(1);
    const created: string[] = [];
    for (const key of ['c', 'b', 'a', 'c', 'a'])
      map.put(
        key,
        () => created.push(key),
        () => undefined,
      );
    expect(created).toEqual(['c', 'b', 'a']);
    expect(map.values()).toEqual([3]);
  });

  test('holds twice its limit before it drops, and from the first key that it dropped on takes no more', () => {
    const map = createBoundedMap<string>(1);
    const calls: string[] = [];
    const put = (key: string) =>
      map.put(
        key,
        () => {
          calls.push(`create ${key}`);
          return key;
        },
        () => calls.push(`update ${key}`),
      );
    for (const key of ['b', 'e', 'e']) put(key);
    expect(calls).toEqual(['create b', 'create e', 'update e']);
    for (const key of ['d', 'd', 'e', 'c']) put(key);
    expect(calls.slice(3)).toEqual(['create d', 'create c']);
    expect(map.dropped()).toBe(6);
  });
});

test('a list keeps the first of its order, whenever they are added', () => {
  const list = createTopList<number>(2, (a, b) => a - b);
  for (const item of [5, 3, 9, 1, 7]) list.add(item);
  expect([list.items(), list.dropped()]).toEqual([[1, 3], 3]);
  const short = createTopList<number>(2, (a, b) => a - b);
  short.add(2);
  expect([short.items(), short.dropped()]).toEqual([[2], 0]);
});
