import { type RoleProcess, roleNames } from '../role-fleet.ts';
import type { World } from '../world.ts';
import type { Fault } from './fault.ts';

const clockBehind = new URL('../clock-behind.ts', import.meta.url).href;
const newerParser = new URL('../newer-parser.ts', import.meta.url).href;

/** What can happen to a process of Argus. The fleet restarts it when it has ended. */
export function roleFaults(perRole: number): readonly Fault[] {
  return roleNames.flatMap((name) =>
    Array.from({ length: perRole }, (_, at) => at + 1).flatMap((index): Fault[] => {
      const target = `${name} ${index}`;
      return [
        {
          what: 'kill -9',
          target,
          seconds: [0, 0],
          begin: (world) => of(world).kill9(),
          end: nothing,
        },
        {
          what: 'SIGTERM',
          target,
          seconds: [0, 0],
          begin: (world) => of(world).restart(),
          end: nothing,
        },
        {
          what: 'SIGSTOP',
          target,
          seconds: [2, 30],
          begin: async (world) => of(world).pause(),
          end: async (world) => of(world).resume(),
        },
        {
          what: 'clock an hour slow',
          target,
          seconds: [5, 20],
          begin: (world) => of(world).restart(['--import', clockBehind]),
          end: (world) => of(world).restart([]),
        },
      ];

      function of({ roles }: World): RoleProcess {
        const found = roles.find((role) => role.name === name && role.index === index);
        if (!found) throw new Error(`there is no ${target}`);
        return found;
      }
    }),
  );
}

/** A deployment while batches run: every process is stopped and started, one after the other. */
export const rollingRestart: Fault = {
  what: 'rolling restart',
  target: 'all roles',
  seconds: [0, 0],
  async begin({ roles }) {
    for (const role of roles) await role.restart();
  },
  end: async () => undefined,
};

/** A deployment of a release that parses differently, and its rollback. */
export const otherParser: Fault = {
  what: 'rolling restart with another parser version',
  target: 'all roles',
  seconds: [8, 20],
  begin: (world) => rollOver(world, ['--import', newerParser]),
  end: (world) => rollOver(world, []),
};

async function rollOver({ roles }: World, nodeArguments: readonly string[]): Promise<void> {
  for (const role of roles) await role.restart(nodeArguments);
}

async function nothing(): Promise<void> {}
