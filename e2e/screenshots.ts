import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { call, demoSession } from './support/api.ts';
import { DESK, launchBrowser, openAs, PHONE } from './support/browser.ts';
import { dataFolder, startProduct } from './support/product.ts';

const OUT = path.resolve(import.meta.dirname, '../docs/screenshots');

type Shot = { name: string; as: string | null; open: (page: Page) => Promise<unknown> };
const at = (to: string) => (page: Page) => page.goto(to);

/** The main pages of the product on demo data, on a phone and on a desk: `docs/screenshots/NAME-{phone,desk}.png`. */
async function main(): Promise<void> {
  const data = await dataFolder();
  const product = await startProduct({ dataDir: data.folder });
  const browser = await launchBrowser();
  const boss = await demoSession(product.url, 'employer-ruyi');
  const { employerId } = boss.me.roles.find((role) => role.role === 'employer')!;
  const { body } = await call(product.url, boss, 'GET', `/employers/${employerId}/gigs`);
  const gigs = body.items as { id: string; number: string; state: string; bookings: { confirmed: number } }[];
  const busiest = gigs
    .filter(({ state }) => state === 'published')
    .sort((a, b) => b.bookings.confirmed - a.bookings.confirmed)[0]!;
  const draft = gigs.find(({ state }) => state === 'draft')!;

  const shots: Shot[] = [
    { name: 'feed', as: null, open: at('/') },
    { name: 'gig', as: 'worker-yangjin', open: at(`/gigs/${busiest.number}`) },
    { name: 'my-work', as: 'worker-tashi', open: at('/my') },
    { name: 'sign-in', as: null, open: at('/sign-in') },
    { name: 'employer', as: 'employer-ruyi', open: at('/employer') },
    { name: 'employer-gig', as: 'employer-ruyi', open: at(`/employer/gigs/${busiest.id}`) },
    { name: 'posting', as: 'employer-ruyi', open: at(`/employer/gigs/${draft.id}/edit`) },
    {
      name: 'queue',
      as: 'operator-karuo',
      open: async (page) => {
        await page.goto('/desk');
        await page.locator('a[href*="/desk/gigs/"]').first().click();
        await page.waitForURL(/\/desk\/gigs\//);
      },
    },
    { name: 'employers', as: 'operator-karuo', open: at('/desk/employers') },
    { name: 'imports', as: 'operator-city', open: at('/desk/imports') },
  ];
  try {
    await mkdir(OUT, { recursive: true });
    for (const { name, as, open } of shots) {
      for (const [size, viewport] of [
        ['phone', PHONE],
        ['desk', DESK],
      ] as const) {
        const context = await openAs(browser, product.url, as, viewport);
        const page = await context.newPage();
        await open(page);
        // The live line says that it is live only once it is.
        await page.waitForTimeout(2000);
        await page.screenshot({ path: path.join(OUT, `${name}-${size}.png`) });
        await context.close();
      }
      console.log(name);
    }
  } finally {
    await browser.close();
    await product.stop();
    await data.remove();
  }
}

await main();
