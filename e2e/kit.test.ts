import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriers } from './support/barriers.ts';
import { chromiumPath, DESK, launchBrowser, PHONE } from './support/browser.ts';
import { useWorld } from './support/world.ts';

const WEB = path.resolve(import.meta.dirname, '../apps/web');
const parts = readdirSync(path.join(WEB, 'src/lib/kit')).flatMap((file) =>
  file.endsWith('.svelte') ? [path.basename(file, '.svelte')] : [],
);

/** The web app as it runs while one develops it, without the API behind it. */
function startDevelopment(): Promise<{ url: string; server: ChildProcess }> {
  const vite = path.join(WEB, 'node_modules/vite/bin/vite.js');
  const server = spawn(process.execPath, [vite, 'dev', '--host', '127.0.0.1', '--port', '0'], {
    cwd: WEB,
    env: { ...process.env, NODE_ENV: 'development', VITEST: '', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url) resolve({ url, server });
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.once('exit', (code) => reject(new Error(`Vite ended with ${code}.\n${said}`)));
  });
}

describe.skipIf(!chromiumPath)('the page of the kit', () => {
  let development: Awaited<ReturnType<typeof startDevelopment>>;
  let browser: Browser;

  beforeAll(async () => {
    [development, browser] = await Promise.all([startDevelopment(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    development?.server.kill();
  });

  test.each([
    ['by day on a phone', PHONE, ''],
    ['at night on a phone', PHONE, '?theme=dark'],
    ['by day on a desk', DESK, ''],
    ['at night on a desk in large letters', DESK, '?theme=dark&type=large'],
  ])('shows every part, and no barrier, %s', async (_, viewport, asked) => {
    const page = await browser.newPage({ viewport });
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.goto(`${development.url}/kit${asked}`);
    await page.locator('#end').waitFor();
    expect(
      await page.locator('section').evaluateAll((all) => all.map(({ dataset }) => dataset.part)),
    ).toEqual(parts);
    const empty = await page
      .locator('section')
      .evaluateAll((all) =>
        all.filter(({ childElementCount }) => childElementCount < 2).map((part) => part.textContent),
      );
    expect(empty).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    // What opens is looked at open too.
    await page.locator('details').evaluateAll((all: HTMLDetailsElement[]) => {
      for (const details of all) details.open = true;
    });
    expect(await barriers(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });
});

describe('the product', () => {
  const world = useWorld();

  test('has no page of the kit', async () => {
    expect((await fetch(`${world.url}/kit`)).status).toBe(404);
    expect((await fetch(`${world.url}/src/kit-page/main.ts`)).status).toBe(404);
  });
});
