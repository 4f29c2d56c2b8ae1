import { whichCommand } from './run-command.ts';
import type { OnProgress } from './server.ts';
import { canInstallDebianPackages, installDebianPackage } from './tools.ts';

/** As playwright-core's `chromium.launch` takes it. */
export interface Chromium {
  readonly executablePath: string;
  readonly args: string[];
}

const commands = ['chromium', 'chromium-browser', 'google-chrome'];

/** A browser for the console's tests: this machine's, else Debian's (as root), else the one that npm brings. */
export async function findChromium(onProgress: OnProgress = () => {}): Promise<Chromium> {
  if (!installed() && canInstallDebianPackages()) await installDebianPackage('chromium', onProgress);
  const executablePath = installed();
  // Chromium's sandbox refuses root.
  if (executablePath) return { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] };
  const { default: bundled } = await import('@sparticuz/chromium');
  return { executablePath: await bundled.executablePath(), args: bundled.args };
}

function installed(): string | undefined {
  return commands.flatMap((name) => whichCommand(name) ?? []).at(0);
}
