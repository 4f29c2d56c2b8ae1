import { pathOf, roomsAt } from './arrows.ts';
import { type Room, rooms } from './rooms.ts';

const anywhere = `^(${[...new Set(rooms.map(({ name }) => name.split('/')[0]))].join('|')})/`;

/** Rules of dependency-cruiser for one room: what it may import at all, and what it may import beyond types. */
function rulesOf(room: Room): object[] {
  const inner = roomsAt(room.name).filter(({ name }) => name !== room.name);
  const from = { path: pathOf(room.name), pathNot: inner.map(({ name }) => pathOf(name)) };
  const own = [room.name, ...room.imports].map(pathOf);
  const name = room.name.replaceAll(/[/*.]+/g, '-');
  const rule = (kind: string, to: object) => ({
    name: `${name}-${kind}`,
    comment: room.because,
    severity: 'error',
    from,
    to: { path: anywhere, ...to },
  });
  if (!room.types?.length) return [rule('imports', { pathNot: own })];
  return [
    rule('imports', { pathNot: [...own, ...room.types.map(pathOf)] }),
    rule('imports-at-run-time', { pathNot: own, dependencyTypesNot: ['type-only'] }),
  ];
}

const roots = rooms.map(({ name }) => pathOf(name));

/** Everything that dependency-cruiser forbids. */
export const importRules: object[] = [
  {
    name: 'no-cycles',
    comment: 'A cycle, types counted, means that two files are one subject, or one file is two.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'every-file-in-a-room',
    comment: 'A new folder gets a row in scripts/rooms/rooms.ts.',
    severity: 'error',
    from: { path: anywhere },
    to: { path: anywhere, pathNot: roots },
  },
  ...rooms.flatMap(rulesOf),
];
