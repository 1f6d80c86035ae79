import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath, DESK, PHONE } from './support/browser.ts';
import { useWorld } from './support/world.ts';

/** Keys, or taps, that somebody who does it every day makes in a minute; on glass fewer. */
const A_MINUTE = { keys: 180, taps: 110 } as const;
/** A character of Chinese takes so many: its sound, and the choice among those that sound alike. */
const A_CHARACTER = 4;
const HAN = /\p{Script=Han}/u;

const MOTHER = {
  name: '格桑曲珍',
  idNumber: '540302196507210026',
  village: '桑那村',
  calleeName: '丹增',
  relation: '儿子',
  calleePhone: '13908950002',
};
const FATHER = { ...MOTHER, name: '洛桑顿珠', idNumber: '540302196211030018' };

/** A hand that fills in a form and counts what it did. */
function hand(page: Page) {
  let strokes = 0;
  const began = performance.now();
  return {
    async press(key: string): Promise<void> {
      strokes += 1;
      await page.keyboard.press(key);
    },
    async touch(name: string, what = 'input'): Promise<void> {
      strokes += 1;
      await page.locator(`${what}[name="${name}"]`).tap();
    },
    async click(name: string): Promise<void> {
      strokes += 1;
      await page.locator(`input[name="${name}"]`).click();
    },
    async type(text: string): Promise<void> {
      for (const character of text) strokes += HAN.test(character) ? A_CHARACTER : 1;
      await page.keyboard.type(text);
    },
    /** Goes from field to field with the key for it. */
    async tabTo(name: string): Promise<void> {
      for (let tabs = 0; tabs < 12; tabs++) {
        await this.press('Tab');
        if ((await page.evaluate(() => document.activeElement?.getAttribute('name'))) === name) return;
      }
      throw new Error(`${name} is not within reach.`);
    },
    done: () => ({ strokes, seconds: (performance.now() - began) / 1000 }),
  };
}

describe.skipIf(!chromiumPath)('somebody is registered at a desk within a minute', () => {
  const world = useWorld();

  async function openForm(touch: boolean): Promise<Page> {
    const context = await world.open('operator-ruyi', touch ? PHONE : DESK, {
      hasTouch: touch,
      isMobile: touch,
    });
    const page = await context.newPage();
    await page.goto('/desk/people/new');
    await page.getByRole('heading', { name: '登记一个人' }).waitFor();
    return page;
  }
  const village = (page: Page) => page.locator('select[name="region.village"]');

  /** It is there with all that was said, and nothing of the number but its end. */
  async function made(page: Page, person: typeof MOTHER): Promise<void> {
    await page.getByText(`登记好了：${person.name}`).waitFor();
    // Of the same village is who comes next.
    expect(await village(page).locator('option:checked').textContent()).toContain(person.village);
    await page.getByRole('link', { name: '看这份登记' }).click();
    await page.waitForURL(/\/desk\/people\/[0-9a-f]{24}/);
    const said = (await page.locator('main').textContent()) ?? '';
    for (const part of [person.calleeName, person.relation, person.village, person.idNumber.slice(-4)])
      expect(said).toContain(part);
    expect(said).not.toContain(person.idNumber);
  }

  function report(
    how: string,
    perMinute: number,
    { strokes, seconds }: { strokes: number; seconds: number },
  ) {
    const minutes = Math.round((strokes / perMinute) * 60);
    console.log(
      `Registered ${how}: ${strokes} strokes, ${seconds.toFixed(1)} s by script, ${minutes} s at ${perMinute} a minute.`,
    );
    expect(strokes).toBeLessThanOrEqual(perMinute);
  }

  test('with a keyboard', async () => {
    const page = await openForm(false);
    const by = hand(page);
    await by.click('name');
    await by.type(MOTHER.name);
    await by.tabTo('idNumber');
    await by.type(MOTHER.idNumber);
    await by.tabTo('region.village');
    while (!(await village(page).locator('option:checked').textContent())?.includes(MOTHER.village))
      await by.press('ArrowDown');
    await by.tabTo('callees.0.name');
    await by.type(MOTHER.calleeName);
    await by.tabTo('callees.0.relation');
    await by.type(MOTHER.relation);
    await by.tabTo('callees.0.phone');
    await by.type(MOTHER.calleePhone);
    await by.press('Enter');
    await page.getByText('登记好了').waitFor();
    report('with a keyboard', A_MINUTE.keys, by.done());
    await made(page, MOTHER);
  });

  test('on a phone’s glass', async () => {
    const page = await openForm(true);
    const by = hand(page);
    for (const name of ['name', 'idNumber'] as const) {
      await by.touch(name);
      await by.type(FATHER[name]);
    }
    await by.touch('region.village', 'select');
    const chosen = village(page).locator('option', { hasText: FATHER.village });
    await village(page).selectOption(await chosen.getAttribute('value'));
    // What it opens is the phone’s own list.
    await by.press('Escape');
    for (const [field, name] of [
      ['name', 'calleeName'],
      ['relation', 'relation'],
      ['phone', 'calleePhone'],
    ] as const) {
      await by.touch(`callees.0.${field}`);
      await by.type(FATHER[name]);
    }
    await by.press('Enter');
    await page.getByText('登记好了').waitFor();
    report('on a phone’s glass', A_MINUTE.taps, by.done());
    await made(page, FATHER);
  });
});
