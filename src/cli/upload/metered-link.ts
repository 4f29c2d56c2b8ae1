import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Longer than the bus takes to answer. */
const answerMs = 3_000;

/** `NMMetered` of NetworkManager's D-Bus interface: unknown, yes, no, guessed yes, guessed no. */
const metered: Readonly<Record<string, boolean>> = { 'u 1': true, 'u 2': false, 'u 3': true, 'u 4': false };

/**
 * What NetworkManager (1.2 or later) says of the connection with the default route: whether its bytes are paid for. Undefined where it
 * does not know, or does not run; nothing else on Linux knows.
 */
export async function askNetworkManager(): Promise<boolean | undefined> {
  const name = 'org.freedesktop.NetworkManager';
  const property = [name, '/org/freedesktop/NetworkManager', name, 'Metered'];
  const args = ['--system', '--auto-start=no', 'get-property', ...property];
  try {
    const { stdout } = await run('busctl', args, { timeout: answerMs });
    return metered[stdout.trim()];
  } catch {
    // Without systemd, D-Bus or NetworkManager nobody can be asked.
    return undefined;
  }
}

/**
 * Whether files wait for another link.
 * @param said by whoever started the upload; else the system is asked, and where it knows nothing, nothing waits
 */
export async function isLinkMetered(said: boolean | undefined): Promise<boolean> {
  return said ?? (await askNetworkManager()) ?? false;
}
