import { beforeAll, describe, expect, test } from 'vitest';
import { call, demoSession } from './support/api.ts';
import { chromiumPath, hasScript, PHONE } from './support/browser.ts';
import { cleanPosting } from './support/posting.ts';
import { publishGig } from './support/publish.ts';
import { useWorld } from './support/world.ts';

// Somebody who holds no work that they would be kept from at that age.
describe.skipIf(!chromiumPath)('a worker of 17', () => {
  const world = useWorld();

  beforeAll(async () => {
    const worker = await demoSession(world.url, 'operator-karuo');
    const birthDate = `${new Date().getUTCFullYear() - 17}-01-01`;
    const change = { birthDate, plateauResident: false };
    expect((await call(world.url, worker, 'PATCH', '/me/person', change)).status).toBe(200);
  });

  /** In a county whose townships' altitudes are estimated, unless the posting says its own. */
  async function highGig(altitudeM: number | null, more: object = {}) {
    const { body } = await call(world.url, null, 'GET', '/regions?q=字呷乡');
    const [region] = body.items as { id: string }[];
    const { workplace } = await cleanPosting(world.url);
    return publishGig(world.url, { ...more, workplace: { ...workplace, regionId: region!.id, altitudeM } });
  }

  test.each([
    ['known', 3640],
    ['estimated', null],
  ])(
    'kept from work by an altitude (%s) is led to the tick, and can take it then',
    async (how, altitudeM) => {
      const { number } = await highGig(altitudeM);
      const worker = await demoSession(world.url, 'operator-karuo');
      await call(world.url, worker, 'PATCH', '/me/person', { plateauResident: false });
      for (const javaScriptEnabled of [false, true]) {
        const page = await (await world.open('operator-karuo', PHONE, { javaScriptEnabled })).newPage();
        await page.goto(`/gigs/${number}`);
        const said = await page.locator('main').textContent();
        expect(said).toContain('一直住在高原的除外），满 18 岁才能干。');
        expect(said).not.toContain('未满 16 岁的不能干');
        expect(said).not.toContain('没有特别要求');
        const station = page.locator('.act a[href="tel:08950000000"]');
        expect(await station.count()).toBe(how === 'estimated' ? 1 : 0);
        await page.getByRole('link', { name: '去勾上' }).click();
        await page.waitForURL(/\/me\?to=%2Fgigs%2F\d{6}#plateau$/);
        expect(await page.getByLabel('从小一直住在高原').isVisible()).toBe(true);
        if (!javaScriptEnabled) continue;
        await hasScript(page);
        await page.getByLabel('从小一直住在高原').check();
        await page.getByRole('button', { name: '保存', exact: true }).click();
        await page.waitForURL(`**/gigs/${number}`);
        await page.getByRole('button', { name: /^我要去/ }).waitFor();
      }
    },
  );

  test('kept from it by something else too is not sent to the tick', async () => {
    const worker = await demoSession(world.url, 'operator-karuo');
    await call(world.url, worker, 'PATCH', '/me/person', { plateauResident: false });
    const { number } = await highGig(3640, { hazards: ['height'] });
    const page = await (await world.open('operator-karuo')).newPage();
    await page.goto(`/gigs/${number}`);
    expect(await page.locator('main').textContent()).toContain('高处作业');
    expect(await page.getByRole('link', { name: '去勾上' }).count()).toBe(0);
  });

  test('the registration of a household says who gets to see its number', async () => {
    const page = await (await world.open('operator-karuo', PHONE, { javaScriptEnabled: false })).newPage();
    await page.goto('/employer/register');
    const said = await page.locator('main').textContent();
    expect(said).toContain('点一下才看得到你的姓名和电话');
    expect(said).toContain('谁看过我的电话');
  });
});
