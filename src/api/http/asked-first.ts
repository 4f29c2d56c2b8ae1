import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that the console is built into, by the source it was made from: part of Vite's `manifest.json`. */
interface BuiltFile {
  file: string;
  imports?: string[];
}

const batchPage = 'src/routes/batch-page.tsx';
const batchPath = /^\/batches\/([\da-f-]{36})(?:\?|$)/;

/**
 * The header with what the page of a batch needs first, so that the browser fetches it at once, beside the script that would ask for
 * it: links in mails lead there. Browsers without `preload` ignore it.
 * @param folder of the built console
 */
export async function createAskedFirst(folder: string): Promise<(url: string) => { link?: string }> {
  const manifest = await readManifest(folder);
  const scripts = filesOf(manifest, batchPage).map((file) => `</${file}>; rel=modulepreload`);
  return (url) => {
    const batch = batchPath.exec(url)?.[1];
    if (batch === undefined) return {};
    const answers = ['/session', `/batches/${batch}`, `/batches/${batch}/reports`].map(
      (path) => `</api/v1${path}>; rel=preload; as=fetch; crossorigin`,
    );
    return { link: [...answers, ...scripts].join(', ') };
  };
}

/** Empty where the build has none: then nothing is fetched ahead. */
async function readManifest(folder: string): Promise<Record<string, BuiltFile>> {
  try {
    return JSON.parse(await readFile(join(folder, '.vite', 'manifest.json'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** A script and all that it imports. */
function filesOf(manifest: Record<string, BuiltFile>, source: string): string[] {
  const seen = new Set<string>();
  const files: string[] = [];
  const add = (name: string) => {
    const built = manifest[name];
    if (!built || seen.has(name)) return;
    seen.add(name);
    files.push(built.file);
    built.imports?.forEach(add);
  };
  add(source);
  return files;
}
