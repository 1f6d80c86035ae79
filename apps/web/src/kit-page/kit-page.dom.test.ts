// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import KitPage from './KitPage.svelte';

let user: ReturnType<typeof userEvent.setup>;
const part = (name: string) => {
  const section = document.querySelector<HTMLElement>(`[data-part="${name}"]`);
  if (!section) throw new Error(`The page shows no ${name}.`);
  return { section, ...within(section) };
};
/** What a control is described by, as it is read out. */
const described = (control: Element) =>
  (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .flatMap((id) => (id ? [document.getElementById(id)?.textContent] : []));

beforeEach(() => {
  user = userEvent.setup();
  render(KitPage, { icons: ['next'] });
});
afterEach(cleanup);

describe('a field', () => {
  test('names its control and describes it by what there is to say', () => {
    const { getByLabelText, getAllByLabelText } = part('Field');
    expect(described(getByLabelText('姓名'))).toEqual([]);
    const [helped, wrong] = getAllByLabelText('电话');
    expect(described(helped!)).toEqual(['只给说定了的那一边看。']);
    expect(helped!.getAttribute('aria-invalid')).toBeNull();
    expect(described(wrong!)).toEqual(['只给说定了的那一边看。', '差一位，手机号是 11 位。']);
    expect(wrong!.getAttribute('aria-invalid')).toBe('true');
  });

  test('says what is wrong while one types, cuts nothing, and takes it back', async () => {
    const area = part('Field').getByLabelText<HTMLTextAreaElement>('干什么');
    await user.type(area, '和沙');
    expect(area.value).toBe('搬水泥和沙');
    expect(described(area)).toEqual(['多了 1 字']);
    expect(area.getAttribute('aria-invalid')).toBe('true');
    await user.type(area, '{Backspace}');
    expect(described(area)).toEqual([]);
    expect(area.getAttribute('aria-invalid')).toBeNull();
  });

  test('has ids of its own', () => {
    const ids = [...part('Field').section.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(4 + 2 + 1);
  });
});

describe('choices', () => {
  const chosen = (group: HTMLElement) =>
    within(group)
      .getAllByRole<HTMLInputElement>('radio')
      .flatMap(({ checked, value }) => (checked ? [value] : []));

  test.each([
    ['Choice', '怎么算钱', ['day'], '按小时', ['hour']],
    ['Choices', '字多大', ['normal'], '大', ['large']],
  ])('of %s one holds, and another after a tap on its word', async (name, legend, before, word, after) => {
    const group = part(name).getByRole('group', { name: legend });
    expect(chosen(group)).toEqual(before);
    await user.click(within(group).getByText(word));
    expect(chosen(group)).toEqual(after);
  });

  test('go by arrow keys, and one group leaves the other alone', async () => {
    const [row, tall] = part('Choice').getAllByRole('group');
    within(row!).getByRole<HTMLInputElement>('radio', { name: /^按天/ }).focus();
    await user.keyboard('{ArrowDown}');
    expect([chosen(row!), chosen(tall!)]).toEqual([['hour'], ['day']]);
    // Who asks hears of it.
    expect(within(row!).getByRole('status').textContent).toBe('hour');
  });
});

describe('a text field with marks', () => {
  const marks = () =>
    [...part('MarkedTextarea').section.querySelectorAll('mark')].map((mark) => mark.textContent);

  test('marks the words that stand in it, hidden from who hears the page', async () => {
    const area = part('MarkedTextarea').getByRole('textbox', { name: '说明' });
    expect(marks()).toEqual(['只招男的']);
    expect(
      part('MarkedTextarea').section.querySelector('mark')?.closest('[aria-hidden="true"]'),
    ).not.toBeNull();
    await user.clear(area);
    await user.type(area, '男女都要');
    expect(marks()).toEqual([]);
  });

  test.each([
    ['标题', false],
    ['说明', true],
  ])('%s takes a line break: %s', async (name, takes) => {
    const area = part('MarkedTextarea').getByRole<HTMLTextAreaElement>('textbox', { name });
    await user.type(area, '{Enter}');
    expect(area.value.includes('\n')).toBe(takes);
  });

  test('leaves the key that ends a word’s composition to it', () => {
    const area = part('MarkedTextarea').getByRole('textbox', { name: '标题' });
    const press = (isComposing: boolean) => {
      const event = new KeyboardEvent('keydown', {
        key: 'Enter',
        isComposing,
        bubbles: true,
        cancelable: true,
      });
      area.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect([press(true), press(false)]).toEqual([false, true]);
  });
});

test('a panel with a field to search in is written in as soon as it opens, another is not', async () => {
  const { getAllByText, getByLabelText } = part('FilterPanel');
  const [plain] = getAllByText('什么活', { selector: 'summary' });
  await user.click(plain!);
  expect(document.activeElement?.tagName).not.toBe('INPUT');
  const [searching] = getAllByText('多少钱', { selector: 'summary' });
  await user.click(searching!);
  await expect.poll(() => document.activeElement).toBe(getByLabelText('找'));
});

test('places are marks as far as they can be counted, else a share of a bar, which never looks full or empty', () => {
  const [some, full, many, ...bars] = part('PlaceMarks').getAllByRole('img');
  const counted = (marks: HTMLElement) =>
    [...marks.querySelectorAll('i')]
      .map(({ className }) => (/\btaken\b/.test(className) ? 'x' : '.'))
      .join('');
  expect([some, full, many].map((marks) => counted(marks!))).toEqual(['xxx..', 'xxx', '.'.repeat(20)]);
  const share = (svg: Element) => Number(svg.querySelector('rect')?.getAttribute('width'));
  expect(bars.map(share)).toEqual([10, 5, 95, 75]);
  expect(some!.getAttribute('aria-label')).toBe('来了 3 人，还缺 2 人');
});

test('what came since is a button or a link, and told where nothing has come yet', () => {
  const { section, getByRole } = part('Fresh');
  expect(getByRole('button').textContent).toBe('3 个新活');
  expect(getByRole('link').getAttribute('href')).toBe('#end');
  expect(section.querySelectorAll('[aria-live="polite"]').length).toBe(3);
});

test('a notice that is bad is told at once, others when there is a pause', () => {
  const { getByRole, getAllByRole } = part('Notice');
  expect(getByRole('alert').textContent).toContain('没发出去');
  expect(getAllByRole('status').map(({ textContent }) => textContent?.trim())).toEqual([
    '收到了。',
    '明早 8 点前有结果。',
  ]);
});

test('a ticket hangs on to its stub by one perforation, a torn one has none', () => {
  const frames = [...part('TicketFrame').section.querySelectorAll('.ticket')];
  const has = (frame: Element) => frame.querySelectorAll('.perforated').length;
  expect(frames.filter((frame) => /torn/.test(frame.className)).map(has)).toEqual([0, 0]);
  expect(frames.filter((frame) => !/torn/.test(frame.className)).map(has)).toEqual(Array(10).fill(1));
  expect(screen.getByText('你已经报了名').className).toContain('remark');
});
