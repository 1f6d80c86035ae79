import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '@linggong/e2e/support/browser.ts';
import { build } from 'vite';
import { CONTEXT, posting } from '../../packages/rules/corpus/case.ts';
import { LENGTHS, quantiles, samples } from '../../packages/rules/corpus/speed.ts';
import { figure } from './figures.ts';

/** The rules as a page loads them, as one script that leaves `checkPosting` in `rules`. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('../../packages/rules/src/posting/check.ts', import.meta.url));
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'rules' } },
  });
  const [output] = Array.isArray(made) ? made : [];
  const chunk = output?.output[0];
  if (chunk?.type !== 'chunk') throw new Error('The rules were not bundled.');
  return chunk.code;
}

declare const rules: typeof import('@linggong/rules/posting/check.ts');

const code = await bundle();
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  await page.addScriptTag({ content: code });
  const check = (texts: string[]) =>
    page.evaluate(
      ([one, context, descriptions]) =>
        descriptions.map((description) => {
          const start = performance.now();
          rules.checkPosting({ ...one, description }, { ...context, now: new Date(context.now) });
          return performance.now() - start;
        }),
      [posting({ title: '搬货' }), CONTEXT, texts] as const,
    );
  await check(samples(LENGTHS[0]));
  for (const length of LENGTHS) {
    const { p50, p99 } = quantiles(await check(samples(length)));
    figure(`rules.check_${length}.p50`, p50, 'ms');
    figure(`rules.check_${length}.p99`, p99, 'ms');
  }
  figure('rules.script', gzipSync(code).length / 1024, 'KiB');
} finally {
  await browser.close();
}
