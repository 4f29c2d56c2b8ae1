import { describe, expect, test } from 'vitest';
import { compareManifest } from '../../../src/domain/manifest.ts';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);
const asked = (path: string, sha256 = a, size = 10) => ({ path, size, sha256 });
const stored = (id: string, name: string, sha256 = a, size = 10) => ({ id, name, size, sha256 });

describe('a manifest', () => {
  test('that tells what is stored has no mismatch, whatever the order', () => {
    expect(compareManifest([asked('y'), asked('x', b)], [stored('1', 'x', b), stored('2', 'y')])).toBe(
      undefined,
    );
  });

  test('takes the same content twice under one path for one file', () => {
    expect(compareManifest([asked('x')], [stored('1', 'x'), stored('2', 'x')])).toBe(undefined);
  });

  test('tells apart what is missing, different and superfluous', () => {
    expect(
      compareManifest(
        [asked('gone'), asked('changed'), asked('longer'), asked('here')],
        [stored('1', 'here'), stored('2', 'changed', b), stored('3', 'longer', a, 11), stored('4', 'more')],
      ),
    ).toEqual({
      counts: { missing: 1, different: 2, superfluous: 1 },
      missing: [asked('gone')],
      different: [
        { ...asked('changed'), file_id: '2', stored_size: 10, stored_sha256: b },
        { ...asked('longer'), file_id: '3', stored_size: 11, stored_sha256: a },
      ],
      superfluous: [{ ...asked('more'), file_id: '4' }],
    });
  });

  test('finds other content superfluous beside the right one, and beside another wrong one', () => {
    const right = compareManifest([asked('x')], [stored('1', 'x', b), stored('2', 'x')]);
    expect(right?.superfluous).toEqual([{ ...asked('x', b), file_id: '1' }]);
    const wrong = compareManifest([asked('x')], [stored('1', 'x', b), stored('2', 'x', b)]);
    expect(wrong?.counts).toEqual({ missing: 0, different: 1, superfluous: 1 });
  });

  test('lists at most 200 of each, and counts all', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => asked(`${index}`));
    const mismatch = compareManifest(many, []);
    expect(mismatch?.missing).toHaveLength(200);
    expect(mismatch?.counts.missing).toBe(1_000);
    const others = many.map(({ path }) => stored(`id-${path}`, path, b));
    const more = many.map(({ path }) => stored(`id-more-${path}`, `more-${path}`));
    const beside = compareManifest(many, [...others, ...more]);
    expect([beside?.different.length, beside?.superfluous.length]).toEqual([200, 200]);
    expect(beside?.counts).toEqual({ missing: 0, different: 1_000, superfluous: 1_000 });
  });
});
