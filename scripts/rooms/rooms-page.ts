import { readFile } from 'node:fs/promises';
import { type Room, rooms } from './rooms.ts';

export const architecturePage = new URL('../../docs/architecture.md', import.meta.url);

const begin = '<!-- made from scripts/rooms/rooms.ts by npm run docs -->';
const end = '<!-- end -->';

/** The page as it is, and as it should be with the current table of rooms. */
export async function pageWithRooms(): Promise<{ present: string; wanted: string }> {
  const present = await readFile(architecturePage, 'utf8');
  const [head, tail] = [present.indexOf(begin), present.indexOf(end)];
  if (head < 0 || tail < head)
    throw new Error(`docs/architecture.md has no place between ${begin} and ${end}`);
  const before = present.slice(0, head + begin.length);
  return { present, wanted: `${before}\n\n${roomsTable()}\n\n${present.slice(tail)}` };
}

function roomsTable(): string {
  return [
    '| room | holds | may import | types alone | because |',
    '|---|---|---|---|---|',
    ...rooms.map(rowOf),
  ].join('\n');
}

function rowOf({ name, holds, imports, types = [], because }: Room): string {
  return `| \`${name}\` | ${holds} | ${listed(imports)} | ${listed(types)} | ${because} |`;
}

function listed(names: string[]): string {
  return names.map((name) => `\`${name.replace(/^src\//, '')}\``).join(', ');
}
