import { type Room, rooms } from './rooms.ts';

/** A regular expression for the files of a room, or of a folder that contains rooms. */
export function pathOf(name: string): string {
  const escaped = name.replaceAll('.', '\\.');
  if (name.endsWith('/*.ts')) return `^${escaped.replace('*\\.ts', '[^/]+\\.ts$')}`;
  return /\.\w+$/.test(name) ? `^${escaped}$` : `^${escaped}/`;
}

/** The rooms that `name` stands for: itself, and those inside it that have a row of their own. */
export function roomsAt(name: string, among: Room[] = rooms): Room[] {
  const path = new RegExp(pathOf(name));
  return among.filter((room) => room.name === name || path.test(room.name));
}

/** Circles of imports, types included: one path back to its start for each import that lies on a circle. */
export function circlesAmong(all: Room[]): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (room: Room, way: string[]): void => {
    const begun = way.indexOf(room.name);
    if (begun >= 0) circles.push([...way.slice(begun), room.name]);
    if (begun >= 0 || done.has(room.name)) return;
    const targets = [...room.imports, ...(room.types ?? [])].flatMap((name) => roomsAt(name, all));
    for (const target of targets) if (target.name !== room.name) visit(target, [...way, room.name]);
    done.add(room.name);
  };
  for (const room of all) visit(room, []);
  return circles;
}
