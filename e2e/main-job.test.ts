import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath, DESK } from './support/browser.ts';
import { useWorld } from './support/world.ts';

const TITLE = '桥头卸两车水泥';

/** Fills in the posting form as an unverified tea house would: everything that has to be said, nothing odd. */
async function post(page: Page): Promise<void> {
  await page.goto('/employer/gigs/new');
  await page.getByRole('button', { name: '新写一个' }).click();
  await page.waitForURL(/\/edit/);
  await page.getByRole('searchbox', { name: '找工种' }).fill('搬运');
  await page.getByRole('radio', { name: '装卸搬运' }).check();
  await page.getByRole('textbox', { name: '一句话说清' }).fill(TITLE);
  await page.getByRole('textbox', { name: '再说细一点' }).fill('水泥从车上卸到库房，码齐，五十袋一车。');
  await page.getByRole('textbox', { name: '要几个人' }).fill('2');
  await page.getByRole('combobox', { name: '县、区' }).selectOption('卡若区');
  const township = page.getByRole('combobox', { name: '乡镇、街道' });
  await township.locator('option', { hasText: '如意乡' }).waitFor({ state: 'attached' });
  await township.selectOption('如意乡');
  await page.getByRole('textbox', { name: '怎么找到' }).fill('如意乡桥头');
  await page.getByRole('textbox', { name: '工钱（元）' }).fill('240');
  await page.getByRole('group', { name: '这是' }).getByRole('radio', { name: '一天' }).check();
  await page.getByRole('radio', { name: '当天干完当天结' }).check();
  await page.getByRole('textbox', { name: '一件最重多少公斤' }).fill('25');
}

describe.skipIf(!chromiumPath)('the main job, in three people’s browsers', () => {
  const world = useWorld();
  const as = async (key: string | null, viewport?: typeof DESK) =>
    (await world.open(key, viewport)).newPage();

  test('post, pass, appear without a reload, take, and the places go down everywhere', {
    timeout: 180_000,
  }, async () => {
    const [employer, operator, worker, passerBy] = [
      await as('employer-tea', DESK),
      await as('operator-karuo', DESK),
      await as('worker-yangjin'),
      await as(null),
    ];
    await Promise.all([worker.goto('/'), passerBy.goto('/'), operator.goto('/desk')]);
    await Promise.all([worker, passerBy].map((page) => page.getByText('实时').waitFor()));

    await post(employer);
    const sent = employer.waitForURL(/\/employer\/gigs\/[0-9a-f]{24}(\?|$)/);
    await employer.getByRole('button', { name: '发出去' }).click();
    await sent;
    await expect.poll(() => employer.locator('main').textContent()).toContain('审核');

    const row = operator.getByRole('link', { name: new RegExp(TITLE) });
    await row.waitFor();
    await row.click();
    await operator.waitForURL(/\/desk\/gigs\//);
    await operator.getByRole('button', { name: /^通过/ }).click();
    const passed = Date.now();
    const news = worker.getByRole('button', { name: /1 个新活/ });
    await news.waitFor();
    console.log(`On the worker’s open page ${Date.now() - passed} ms after the operator’s tap.`);

    // The list does not jump: the gig is there once the reader asks for it.
    expect(await worker.getByText(TITLE).count()).toBe(0);
    await news.click();
    await worker.getByText(TITLE).first().waitFor();
    await passerBy.getByRole('button', { name: /1 个新活/ }).click();
    const ticket = passerBy.locator('article, li, a').filter({ hasText: TITLE }).first();
    await expect.poll(() => ticket.textContent()).toMatch(/还缺\s*2\s*人/);

    await worker
      .getByRole('link', { name: new RegExp(TITLE) })
      .first()
      .click();
    await worker.waitForURL(/\/gigs\/\d/);
    await worker.getByRole('button', { name: '我要去' }).click();
    await expect.poll(() => worker.locator('main').textContent()).toContain('已确认');
    await expect.poll(() => ticket.textContent()).toMatch(/还缺\s*1\s*人/);
    await expect.poll(() => employer.locator('main').textContent()).toContain('央金拉姆');
  });
});
