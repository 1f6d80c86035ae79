// Fails where one of our regular expressions may take more than linear time in its text: `node scripts/check-patterns.mjs`.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { analyse } from 'scslre';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Whose modules can be loaded for what they make at run time; the others' literals alone are read. */
const LOADED = ['packages/contracts/src', 'packages/rules/src'];
const READ = [...LOADED, 'apps/api/src'];

const sources = (folder) =>
  readdirSync(`${root}${folder}`, { recursive: true })
    .filter((name) => name.endsWith('.ts') && !/\.(?:test|test-data|d)\.ts$/.test(name))
    .map((name) => `${folder}/${name}`);

/** The literals of a file, each as it is written. */
export function literals(file, text) {
  const found = [];
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) {
      const end = node.text.lastIndexOf('/');
      found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found;
}

/** What modules make of parts as they are loaded. */
async function made() {
  const found = [];
  const Native = globalThis.RegExp;
  let file = '';
  globalThis.RegExp = new Proxy(Native, {
    construct(target, [pattern, flags = '']) {
      if (typeof pattern === 'string') found.push({ file, source: pattern, flags });
      return new target(pattern, flags);
    },
  });
  for (const folder of LOADED) {
    for (file of sources(folder)) await import(pathToFileURL(`${root}${file}`));
  }
  globalThis.RegExp = Native;
  return found;
}

/** Why a pattern may be slow; `null` where it is linear. */
export function slowness({ source, flags }) {
  const { reports } = analyse({ source, flags }, { reportTypes: { Move: false } });
  return reports.length === 0
    ? null
    : reports
        .map(({ type, exponential }) => `${exponential ? 'exponential' : 'polynomial'} ${type}`)
        .join(', ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = [
    ...READ.flatMap(sources).flatMap((file) => literals(file, readFileSync(`${root}${file}`, 'utf8'))),
    ...(await made()),
  ];
  const each = [...new Map(all.map((one) => [`/${one.source}/${one.flags}`, one])).values()];
  const slow = each.flatMap((one) => {
    const why = slowness(one);
    return why === null ? [] : [`${one.file}: ${why}: /${one.source}/${one.flags}`];
  });
  for (const line of slow) process.stderr.write(`${line}\n`);
  process.stdout.write(`${each.length} patterns, ${slow.length} that may take more than linear time\n`);
  process.exitCode = slow.length > 0 ? 1 : 0;
}
