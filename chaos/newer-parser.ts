// Loaded before a role (`node --import`, which its threads inherit): it parses as a later release would, with another
// version of the parser. Argus has no setting for that, since the version is part of the code.
import { registerHooks } from 'node:module';

const declaration = /export const parserVersion = '(\d+)';/;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith('/recordings/summary/file-summary.ts')) return loaded;
    const source = String(loaded.source);
    if (!declaration.test(source)) throw new Error(`${url} declares no version of the parser`);
    return { ...loaded, source: source.replace(declaration, "export const parserVersion = '$1.1';") };
  },
});
