import { treeMemory } from './process-table.ts';
import { coreServers, serverNames } from './server.ts';
import type { ServerHandle, ServerState } from './server-handle.ts';
import type { Stack } from './start-stack.ts';

const stateWords: Record<ServerState, string> = {
  healthy: 'running',
  unhealthy: 'running, does not answer',
  paused: 'paused',
  stopped: 'stopped',
};

export async function statusTable({ servers }: Stack): Promise<string> {
  const rows = await Promise.all(serverNames.map((name) => statusRow(servers[name])));
  // Optional servers are shown only while they run.
  const shown = rows.filter((row, i) => coreServers.some((name) => name === serverNames[i]) || row[2]);
  return formatTable([['SERVER', 'STATE', 'PID', 'ADDRESS', 'MEMORY'], ...shown]);
}

async function statusRow(server: ServerHandle): Promise<string[]> {
  const state = await server.state();
  const pid = state === 'stopped' ? undefined : server.pid();
  const memory = pid && treeMemory(pid);
  const megabytes = memory ? `${Math.round(memory / 1024 ** 2)} MB` : '';
  return [server.name, stateWords[state], `${pid ?? ''}`, pid ? server.address : '', megabytes];
}

function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
