import { expect, test } from 'vitest';
import { circlesAmong, roomsAt } from '../../../scripts/rooms/arrows.ts';
import { rooms } from '../../../scripts/rooms/rooms.ts';
import { pageWithRooms } from '../../../scripts/rooms/rooms-page.ts';

test('docs/architecture.md has the table of rooms from which the import rules are generated', async () => {
  const { present, wanted } = await pageWithRooms();
  expect(present, 'run npm run docs').toBe(wanted);
});

test('every room that is named exists', () => {
  const named = rooms.flatMap(({ imports, types = [] }) => [...imports, ...types]);
  expect(named.filter((name) => roomsAt(name).length === 0)).toEqual([]);
});

test('rooms form no circle, types included', () => {
  expect(circlesAmong(rooms)).toEqual([]);
});

test('a circle of rooms would be found', () => {
  const room = (name: string, types: string[]) => ({ name, holds: '', imports: [], types, because: '' });
  expect(circlesAmong([room('src/domain', ['src/text']), room('src/text', ['src/domain'])])).toEqual([
    ['src/domain', 'src/text', 'src/domain'],
  ]);
});
