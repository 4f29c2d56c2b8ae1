import { whichCommand } from './run-command.ts';
import type { OnProgress } from './server.ts';
import { canInstallDebianPackages, installDebianPackage } from './tools.ts';

/** Launch options in the form of playwright-core's `chromium.launch`. */
export interface Chromium {
  readonly executablePath: string;
  readonly args: string[];
}

const commands = ['chromium', 'chromium-browser', 'google-chrome'];

/** A browser for the console's tests: the installed one, else Debian's package (as root), else the one from npm. */
export async function findChromium(onProgress: OnProgress = () => {}): Promise<Chromium> {
  if (!installed() && canInstallDebianPackages()) await installDebianPackage('chromium', onProgress);
  const executablePath = installed();
  // Chromium's sandbox does not run as root.
  if (executablePath) return { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] };
  const { default: bundled } = await import('@sparticuz/chromium');
  return { executablePath: await bundled.executablePath(), args: bundled.args };
}

function installed(): string | undefined {
  return commands.flatMap((name) => whichCommand(name) ?? []).at(0);
}
