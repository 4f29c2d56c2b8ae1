import type { Target, World } from '../world.ts';
import type { Fault } from './fault.ts';

export const targets: readonly Target[] = ['postgres', 'redis', 'kafka', 'minio', 'temporal'];

/** Delay of each response on a slow network. */
const slowMs = 400;

const nothing = async () => undefined;

/** What can happen to every server, and to the network in front of it. */
export const serverFaults: readonly Fault[] = targets.flatMap((target): Fault[] => {
  const server = ({ stack }: World) => stack.servers[target];
  const link = ({ links }: World) => links[target];
  return [
    {
      what: 'kill -9',
      target,
      seconds: [0, 8],
      unavailable: true,
      begin: (world) => server(world).kill9(),
      end: (world) => server(world).start(),
    },
    {
      what: 'pause (SIGSTOP)',
      target,
      seconds: [2, 15],
      unavailable: true,
      begin: (world) => server(world).pause(),
      end: async (world) => server(world).resume(),
    },
    {
      what: 'restart',
      target,
      seconds: [0, 0],
      begin: (world) => server(world).restart(),
      end: nothing,
    },
    {
      what: 'slow network',
      target,
      seconds: [3, 12],
      begin: (world) => link(world).slow(slowMs),
      end: (world) => link(world).restore(),
    },
    {
      what: 'cut network',
      target,
      seconds: [2, 12],
      unavailable: true,
      begin: (world) => link(world).cut(),
      end: (world) => link(world).restore(),
    },
  ];
});
