import { type Catalogue, placeholders } from './catalogue.ts';
import type { Entry } from './entry.ts';

const HEAD = `// biome-ignore-all format: made by \`npm run words\` from zh-CN, which says what there is; never edited.

/** Put in as it is. */
type Text = string | number;
/** Chooses among forms by its name. */
type Choice = string | boolean | null;

export type Words = {
`;

/** The keys of a catalogue and what each sentence asks for, as a TypeScript type. */
export function typesOf(catalogue: Catalogue): string {
  const areas = Object.entries(catalogue).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${HEAD}${areas.map(([area, entry]) => member(area, entry, 1)).join('')}};\n`;
}

function member(key: string, entry: Entry, depth: number): string {
  if (key.startsWith('@')) return '';
  const name = /^[a-zA-Z_]\w*$/.test(key) ? key : `'${key}'`;
  return `${'  '.repeat(depth)}${name}: ${typeOf(entry, depth)};\n`;
}

function typeOf(entry: Entry, depth: number): string {
  if (typeof entry === 'string') return sentence(entry);
  const pad = '  '.repeat(depth);
  if (Array.isArray(entry)) return `readonly [${entry.map((each) => typeOf(each, depth)).join(', ')}]`;
  return `{\n${Object.entries(entry)
    .map(([key, each]) => member(key, each, depth + 1))
    .join('')}${pad}}`;
}

const TYPES = { number: 'number', plural: 'number', select: 'Choice' } as const;

function sentence(text: string): string {
  const asked = [...placeholders(text)].map(([name, kind]) => `${name}: ${kind ? TYPES[kind] : 'Text'}`);
  return asked.length > 0 ? `(values: { ${asked.join('; ')} }) => string` : 'string';
}
