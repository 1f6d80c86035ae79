import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const HEAD = `// biome-ignore-all format: made by \`npm run words\` from what modules import; never edited.
import type { Area } from '#lib/words/words.ts';

`;

/** What all pages have: the frame, the page for errors, what runs before any page. */
const FRAME = ['+layout.svelte', '+layout.ts', '+error.svelte', '(worker)/+layout.svelte'];
/** What most pages show, so that it is loaded once. */
const SHOWN_BY_MOST = ['live', 'pay', 'ticket', 'units'];

/** Modules that ask for words, followed from each page as its script is: which areas each page has to load. */
export function areasByRoute(src: string): { shared: string[]; routes: Map<string, string[] | null> } {
  const routes = path.join(src, 'routes');
  const known = new Map<string, { areas: string[]; imports: string[] }>();

  function look(file: string) {
    const code = readFileSync(file, 'utf8');
    const imports = [
      ...code.matchAll(
        /(?:^|\s)(import\b(?!\s+type\b)[^;'"]*|export\b[^;'"]*from\s*|import\()['"]([^'"]+)['"]/g,
      ),
    ]
      .map(([, , source = '']) => resolve(file, source))
      .filter((found) => found !== null);
    const areas = [...code.matchAll(/\bwordsOf\('([\w-]+)'\)/g)].map(([, area = '']) => area);
    return { areas, imports };
  }

  function resolve(from: string, source: string): string | null {
    const file = source.startsWith('#lib/')
      ? path.join(src, 'lib', source.slice(5))
      : source.startsWith('.')
        ? path.join(path.dirname(from), source)
        : null;
    return file && /\.(svelte|ts|js)$/.test(file) && existsSync(file) ? file : null;
  }

  function reached(files: readonly string[]): string[] {
    const seen = new Set<string>();
    const queue = files.filter((file) => existsSync(file));
    for (let file = queue.pop(); file; file = queue.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      const node = known.get(file) ?? look(file);
      known.set(file, node);
      queue.push(...node.imports);
    }
    return [...new Set([...seen].flatMap((file) => known.get(file)?.areas ?? []))].sort();
  }

  const frame = reached([...FRAME.map((file) => path.join(routes, file)), path.join(src, 'hooks.client.ts')]);
  const shared = [...new Set([...frame, ...SHOWN_BY_MOST])].sort();
  const pages = globSync('**/+page.svelte', { cwd: routes }).sort();
  const scripted = (page: string) => {
    const file = path.join(routes, page.replace('.svelte', '.ts'));
    return !existsSync(file) || !/\bcsr = false\b/.test(readFileSync(file, 'utf8'));
  };
  const all = pages.map((page): [string, string[] | null] => {
    const steps = path.dirname(page).split(path.sep);
    const folders = steps.map((_, i) => steps.slice(0, i + 1).join('/'));
    const files = folders.flatMap((folder) => [`${folder}/+layout.svelte`, `${folder}/+error.svelte`]);
    const own = reached(
      [page, page.replace('.svelte', '.ts'), ...files].map((file) => path.join(routes, file)),
    );
    return [`/${path.dirname(page)}`, scripted(page) ? own.filter((area) => !shared.includes(area)) : null];
  });
  return { shared, routes: new Map(all.filter(([, areas]) => areas?.length !== 0)) };
}

export function areasModule({ shared, routes }: ReturnType<typeof areasByRoute>): string {
  const list = (areas: readonly string[]) => `[${areas.map((area) => `'${area}'`).join(', ')}]`;
  const lines = [...routes].map(([route, areas]) => `  '${route}': ${areas && list(areas)},\n`);
  return `${HEAD}/** In the frame of every page. */
export const SHARED: readonly Area[] = ${list(shared)};

/** What a page has besides, by its route; null: it has no script. */
export const AREAS: Readonly<Record<string, readonly Area[] | null>> = {\n${lines.join('')}};\n`;
}
