import type { Target, World } from '../world.ts';
import type { Fault } from './fault.ts';

export const targets: readonly Target[] = ['postgres', 'redis', 'kafka', 'minio', 'temporal'];

/** Delay of each answer on a slow network. */
const slowMs = 400;

const nothing = async () => undefined;

/** What can happen to every server, and to the network before it. */
export const serverFaults: readonly Fault[] = targets.flatMap((whom): Fault[] => {
  const server = ({ stack }: World) => stack.servers[whom];
  const link = ({ links }: World) => links[whom];
  return [
    {
      what: 'kill -9',
      whom,
      seconds: [0, 8],
      away: true,
      begin: (world) => server(world).kill9(),
      end: (world) => server(world).start(),
    },
    {
      what: 'pause (SIGSTOP)',
      whom,
      seconds: [2, 15],
      away: true,
      begin: (world) => server(world).pause(),
      end: async (world) => server(world).resume(),
    },
    {
      what: 'restart',
      whom,
      seconds: [0, 0],
      begin: (world) => server(world).restart(),
      end: nothing,
    },
    {
      what: 'slow network',
      whom,
      seconds: [3, 12],
      begin: (world) => link(world).slow(slowMs),
      end: (world) => link(world).mend(),
    },
    {
      what: 'cut network',
      whom,
      seconds: [2, 12],
      away: true,
      begin: (world) => link(world).cut(),
      end: (world) => link(world).mend(),
    },
  ];
});
