import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath, PHONE } from './support/browser.ts';
import { useWorld } from './support/world.ts';

describe.skipIf(!chromiumPath)('pay by the piece', () => {
  const world = useWorld();

  async function newDraft(javaScriptEnabled: boolean) {
    const context = await world.open('employer-ruyi', PHONE, { javaScriptEnabled });
    const page = await context.newPage();
    await page.goto('/employer/gigs/new');
    await page.getByRole('button', { name: '新写一个' }).click();
    await page.waitForURL(/\/edit/);
    return { page, path: new URL(page.url()).pathname };
  }
  const piece = (page: Page, name: string) => page.locator(`[name="pay.piece.${name}"]`);
  const choose = (page: Page, unit: string) =>
    page.locator(`label:has([name="pay.unit"][value="${unit}"])`).click();

  test('is asked what a piece is and who shares it, without a script too', async () => {
    const { page, path } = await newDraft(false);
    await page.locator('[name="pay.amountFen"]').fill('110');
    await choose(page, 'piece');
    await piece(page, 'unit').fill('一车');
    await piece(page, 'sharedBy').fill('２');
    await page.getByRole('button', { name: '先存着，以后再发' }).first().click();
    await page.goto(path);
    expect(await piece(page, 'unit').inputValue()).toBe('车');
    expect(await piece(page, 'sharedBy').inputValue()).toBe('2');
    expect(await page.locator('.ticket').first().textContent()).toContain('/车，两人分 = ¥55');
  });

  test('is asked for only where the pay is by the piece, and the ticket says it as one types', async () => {
    const { page, path } = await newDraft(true);
    await page.goto(`${path}#pay`);
    await choose(page, 'day');
    await expect.poll(() => piece(page, 'unit').isVisible()).toBe(false);
    await choose(page, 'piece');
    await expect.poll(() => piece(page, 'unit').isVisible()).toBe(true);
    await page.locator('[name="pay.amountFen"]').fill('0.35');
    await piece(page, 'unit').fill('个');
    await piece(page, 'dayMinFen').fill('200');
    await piece(page, 'sharedBy').fill('99');
    await expect.poll(() => page.locator('#pay').textContent()).toContain('写 1 到 50 人之间的整数');
    await piece(page, 'sharedBy').fill('');
    await page.goto(`${path}#send`);
    await expect
      .poll(() => page.locator('.ticket:visible').first().textContent())
      .toContain('¥0.35/个，保底 ¥200/天');
  });

  test('is told on the list, and a day’s least pay never finds a rate', async () => {
    const context = await world.open(null);
    const page = await context.newPage();
    await page.goto('/?payUnit=piece');
    const tickets = page.locator('.ticket .pay');
    const said = await tickets.allTextContents();
    expect(said.join()).toMatch(/¥110\/车，两人分 = ¥55/);
    expect(said.every((text) => /\/(?!天|小时|月)/.test(text))).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.goto('/?payMin=15000');
    expect((await tickets.allTextContents()).join()).not.toContain('/车');
  });
});
