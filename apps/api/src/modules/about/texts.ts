import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LegalText, TEXT_KINDS, type TextKind, zTextVersion } from '@linggong/contracts/about.ts';
import { type Settings, SettingsError } from '../../platform/settings.ts';
import { operatorOf } from './operator.ts';

const OURS = fileURLToPath(new URL('../../../texts', import.meta.url));
const MARK = /\{(\w+)\}/g;

type Blocks = LegalText['blocks'];

/** Null where a line speaks of something that is not set: it is left out. */
function filled(line: string, values: Readonly<Record<string, string | null>>): string | null {
  for (const [, name] of line.matchAll(MARK)) if (values[name!] === null) return null;
  return line.replace(MARK, (mark, name: string) => values[name] ?? mark);
}

/** Headings (`##`), lists (`- `) and paragraphs, each paragraph and each item on one line. */
function toBlocks(lines: readonly string[]): Blocks {
  const blocks: Blocks = [];
  for (const line of lines) {
    const item = /^-\s+(\S.*)$/.exec(line)?.[1];
    const heading = /^##+\s+(\S.*)$/.exec(line)?.[1];
    const last = blocks.at(-1);
    if (heading) blocks.push({ kind: 'heading', lines: [heading] });
    else if (!item) blocks.push({ kind: 'paragraph', lines: [line] });
    else if (last?.kind === 'list') last.lines.push(item);
    else blocks.push({ kind: 'list', lines: [item] });
  }
  return blocks;
}

/** Throws `SettingsError` where the file has no version or no title. */
export function parseText(
  kind: TextKind,
  source: string,
  values: Readonly<Record<string, string | null>>,
): LegalText {
  const [versionLine = '', ...rest] = source
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const version = zTextVersion.safeParse(/^version:\s*(\S.*)$/.exec(versionLine)?.[1]);
  const title = /^#\s+(\S.*)$/.exec(rest[0] ?? '')?.[1];
  if (!version.success || !title)
    throw new SettingsError(
      `TEXTS_DIR: ${kind}.md must begin with a line like "version: 2026-11-30" and one like "# Title".`,
    );
  const lines = rest.slice(1).flatMap((line) => filled(line, values) ?? []);
  return { kind, version: version.data, title, blocks: toBlocks(lines) };
}

function readText(kind: TextKind, settings: Settings): LegalText {
  const { name, address, phone, hours } = operatorOf(settings);
  const folders = settings.TEXTS_DIR ? [path.resolve(settings.TEXTS_DIR), OURS] : [OURS];
  const file = folders.map((folder) => path.join(folder, `${kind}.md`)).find((each) => existsSync(each))!;
  return parseText(kind, readFileSync(file, 'utf8'), { operator: name, address, phone, hours });
}

export type Texts = Readonly<Record<TextKind, LegalText>>;

/** The terms and the privacy policy, read once at start; the operator's own where there are such. */
export function readTexts(settings: Settings): Texts {
  if (settings.TEXTS_DIR && !existsSync(settings.TEXTS_DIR))
    throw new SettingsError(`Setting TEXTS_DIR="${settings.TEXTS_DIR}": there is no such folder.`);
  const [terms, privacy] = TEXT_KINDS.map((kind) => readText(kind, settings));
  return { terms: terms!, privacy: privacy! };
}
