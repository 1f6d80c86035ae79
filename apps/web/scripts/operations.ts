import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Called } from '@linggong/contracts/api/operation.ts';
import type { Plugin } from 'vite';

const CONTRACTS = /\/packages\/contracts\/src\/api\/(?!operation\.ts)[^/?]+\.ts$/;

const isOperation = (value: unknown): value is Called =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;

/**
 * Takes of the contracts what a client needs once their types are gone, method and path: a phone that only calls an
 * operation loads no schema for it. Pages import the contracts themselves, so that there is no second list of paths.
 */
export function operations(): Plugin {
  return {
    name: 'linggong-operations',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?', 1)[0]!;
      if (!CONTRACTS.test(file)) return undefined;
      // Anew where it was changed meanwhile.
      const declared: object = await import(`${pathToFileURL(file)}?${statSync(file).mtimeMs}`);
      return Object.entries(declared)
        .filter(([, value]) => isOperation(value))
        .map(([name, { method, path }]) => `export const ${name} = ${JSON.stringify({ method, path })};\n`)
        .join('');
    },
  };
}
