import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Catalogue, sentences } from './catalogue.ts';

/**
 * Sentences that nothing asks for. A sentence is asked for where its key stands in a module, or where that of its group
 * does without a key behind it, as in `words.states[state]`.
 */
export function unused(catalogue: Catalogue, src: string): string[] {
  const files = globSync('**/*.{ts,svelte}', { cwd: src }).filter((file) => !file.endsWith('.test.ts'));
  const code = files
    .filter((file) => !file.includes('words/types.ts'))
    .map((file) => readFileSync(path.join(src, file), 'utf8'))
    .filter((text) => /\bwordsOf\b|\bWords\b/.test(text))
    .join('\n');
  const names = new Set(code.match(/\b\w+\b/g));
  const whole = new Set([...code.matchAll(/\b(\w+)\b(?!\s*\??\.\s*\w)/g)].map(([, name]) => name));
  return Object.entries(catalogue)
    .flatMap(([area, entry]) => [...sentences(entry, area)].map(([at]) => at))
    .filter((at) => {
      const [, ...keys] = at.split('.');
      const last = keys.at(-1) ?? '';
      return !names.has(last) && !keys.slice(0, -1).some((key) => whole.has(key));
    });
}
