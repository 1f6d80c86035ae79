import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Violation = { id: string; nodes: { html: string }[] };

/** What axe finds against WCAG 2.2 AA, a line each. */
export async function barriers(page: Page): Promise<string[]> {
  // The page's own policy allows no foreign script: axe comes through the debugger.
  await page.evaluate(AXE);
  const violations = await page.evaluate<Violation[], string[]>(async (values) => {
    const { axe } = window as unknown as {
      axe: { run: (on: Document, options: object) => Promise<{ violations: Violation[] }> };
    };
    return (await axe.run(document, { runOnly: { type: 'tag', values } })).violations;
  }, STANDARDS);
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}
