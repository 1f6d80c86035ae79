// What the sources of the repository import of each other, type imports too.
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'rolldown/utils';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = ['{apps,packages,bench}/**/*.{ts,mjs,svelte}', '{e2e,scripts}/**/*.{ts,mjs}'];
const NOT_OURS = new Set(['node_modules', '.svelte-kit', 'build', 'dist', 'static']);

/** Every source, by its path from the root. */
const listed = () =>
  globSync(SOURCES, { cwd: root, exclude: (name) => NOT_OURS.has(path.basename(name)) }).sort();

/** The scripts of a component, each as a module of its own. */
const scriptsOf = (text) =>
  [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((found) => found[1]);

/** Where a name of one of our packages leads: `@linggong/api/x.ts` is `apps/api/src/x.ts`. */
function ofPackage(name) {
  const [, owner, rest] = /^@linggong\/([\w-]+)\/(.+)$/.exec(name) ?? [];
  if (!owner) return null;
  return ['packages', 'apps']
    .map((at) => `${at}/${owner}/src/${rest}`)
    .find((file) => existsSync(path.join(root, file)));
}

/** The file that an import leads to, or the name of a package that isn't ours. */
function target(file, name) {
  if (name.startsWith('.')) return path.posix.join(path.posix.dirname(file), name);
  if (name.startsWith('#lib/')) return `apps/web/src/lib/${name.slice('#lib/'.length)}`;
  return ofPackage(name) ?? name;
}

/** What a module imports, as it is written; `isType` where nothing of it is left at run time. */
function importsOf(file, text) {
  const { module, errors } = parseSync(file.replace(/\.svelte$/, '.ts'), text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const onlyTypes = (entries) => entries.length > 0 && entries.every((entry) => entry.isType);
  const fromExports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) =>
      entry.moduleRequest ? [{ name: entry.moduleRequest.value, isType: entry.isType }] : [],
    ),
  );
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      name: moduleRequest.value,
      isType: onlyTypes(entries),
    })),
    ...fromExports,
    ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const name = /^['"](.+)['"]$/.exec(text.slice(start, end))?.[1];
      return name ? [{ name, isType: false }] : [];
    }),
  ];
}

/** All sources with their texts and what each imports: files by their path from the root, others by their name. */
export function readSources() {
  const sources = new Map();
  for (const file of listed()) {
    const text = readFileSync(path.join(root, file), 'utf8');
    const modules = file.endsWith('.svelte') ? scriptsOf(text) : [text];
    const imports = modules
      .flatMap((module) => importsOf(file, module))
      .map(({ name, isType }) => ({ to: target(file, name), isType }));
    sources.set(file, { text, imports });
  }
  return sources;
}

/** Files that lead back to themselves by what they import, those that do so together in one list. */
export function circles(sources) {
  const found = [];
  const at = new Map();
  const low = new Map();
  const stack = [];
  const visit = (file) => {
    at.set(file, at.size);
    low.set(file, at.get(file));
    stack.push(file);
    for (const { to } of sources.get(file).imports) {
      if (!sources.has(to)) continue;
      if (!at.has(to)) {
        visit(to);
        low.set(file, Math.min(low.get(file), low.get(to)));
      } else if (stack.includes(to)) low.set(file, Math.min(low.get(file), at.get(to)));
    }
    if (low.get(file) !== at.get(file)) return;
    const together = stack.splice(stack.indexOf(file));
    if (together.length > 1) found.push(together.sort());
  };
  for (const file of sources.keys()) if (!at.has(file)) visit(file);
  return found;
}
