import { describe, expect, test } from 'vitest';
import { barriers } from './support/barriers.ts';
import { chromiumPath, DESK, PHONE } from './support/browser.ts';
import { firstView } from './support/first-view.ts';
import { mainPages, otherPages } from './support/pages.ts';
import { villagePages } from './support/village-pages.ts';
import { useWorld } from './support/world.ts';

describe.skipIf(!chromiumPath)('every main page', () => {
  const world = useWorld();

  test.each([
    ['on a phone by day', PHONE, 'light'],
    ['on a desk at night', DESK, 'dark'],
  ] as const)(
    'has no barrier, no sideways scroll and no error %s',
    { timeout: 900_000 },
    async (_name, viewport, colorScheme) => {
      const found: Record<string, string[]> = {};
      const { url } = world;
      const pages = [...(await mainPages(url)), ...(await otherPages(url)), ...(await villagePages(url))];
      for (const { name, as, open } of pages) {
        const context = await world.open(as, viewport);
        const page = await context.newPage();
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const errors: string[] = [];
        page.on('pageerror', ({ message }) => errors.push(`error: ${message}`));
        await open(page);
        await page.waitForTimeout(800);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        // The whole page at once: what lies under a bar only until one scrolls is no barrier, what always does is one.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width: viewport.width, height: Math.max(viewport.height, height) });
        found[name] = [...errors, ...(wide > 0 ? [`${wide}px too wide`] : []), ...(await barriers(page))];
        await context.close();
      }
      expect(Object.entries(found).filter(([, all]) => all.length > 0)).toEqual([]);
    },
  );

  test.each(['/gigs/000001', '/nowhere', '/desk'])(
    '%s, which is not theirs, has a phone’s tabs',
    async (at) => {
      const context = await world.open('worker-yangjin', PHONE);
      const page = await context.newPage();
      await page.goto(at);
      const tabs = page.locator('nav.at-thumb a');
      expect(await tabs.evaluateAll((all) => all.map((a) => a.getAttribute('href')))).toEqual([
        '/',
        '/my',
        '/inbox',
        '/me',
      ]);
      await context.close();
    },
  );

  test('the feed, a gig and taking it work without scripts', async () => {
    const context = await world.open('worker-yangjin', PHONE, { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/?open=1&sort=newest');
    const tickets = page.locator('a[href^="/gigs/"]');
    expect(await tickets.count()).toBeGreaterThan(5);
    await page.goto(`/?q=${encodeURIComponent('搬运')}`);
    expect(await page.locator('main').textContent()).toContain('搬运');

    // The first gig of the list that this worker can take.
    await page.goto('/?open=1');
    const links = await tickets.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
    for (const link of new Set(links)) {
      await page.goto(link);
      const button = page.getByRole('button', { name: /^我要去/ });
      if ((await button.count()) === 0) continue;
      const days = page.locator('input[type=checkbox][name=shift]');
      if (await days.count()) {
        // The first tap opens the shifts.
        await button.click();
        await days.first().check();
      }
      await button.click();
      expect(await page.locator('main').textContent()).toContain('已确认');
      return;
    }
    throw new Error('None of the gigs could be taken.');
  });

  test('the feed’s first view fits a slow link: 120 KiB in all, 64 KiB of script', {
    timeout: 600_000,
  }, async () => {
    const { all, script } = await firstView(world.browser, world.url, false);
    expect(script / 1024).toBeLessThanOrEqual(64);
    expect(all / 1024).toBeLessThanOrEqual(120);
    // Not nothing, either: the live connection's script is among it.
    expect(script / 1024).toBeGreaterThan(20);
  });

  test('an open gig tells search engines and previews what it pays', async () => {
    const page = await (await world.open(null)).newPage();
    await page.goto('/');
    const link = await page.locator('a[href^="/gigs/"]').first().getAttribute('href');
    await page.goto(link!);
    const json = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '{}');
    expect(json).toMatchObject({
      '@type': 'JobPosting',
      baseSalary: { '@type': 'MonetaryAmount', currency: 'CNY' },
      validThrough: expect.any(String),
    });
    expect(await page.locator('meta[name="robots"][content*="noindex"]').count()).toBe(0);
    expect(await page.locator('meta[property="og:title"]').getAttribute('content')).toContain('¥');
  });
});
