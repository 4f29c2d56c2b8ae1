import { join } from 'node:path';
import { buildOnce } from '../../stack/build-cache.ts';
import { copyJars } from '../../stack/maven-jars.ts';
import { digestOf } from '../../stack/python-packages.ts';
import type { OnProgress } from '../../stack/server.ts';

/** Fetches what a pom names into the cache of the local stack. @returns the class path. */
export async function mavenPackages(name: string, pom: string, onProgress: OnProgress): Promise<string> {
  const version = await digestOf(pom);
  const detail = 'with Maven, about 10 seconds';
  const build = (folder: string) => copyJars(pom, folder);
  return join(await buildOnce({ name: `maven-${name}`, version, detail, build }, onProgress), 'lib', '*');
}
