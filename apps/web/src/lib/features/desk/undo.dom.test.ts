// @vitest-environment jsdom
import type { Undoable } from '@linggong/contracts/review.ts';
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Undo from './Undo.svelte';

type Result = { type: 'redirect' | 'error' } | { type: 'failure'; data: { problem: { detail: string } } };
type After = (of: { result: Result; update: () => Promise<void> }) => Promise<void>;

/** What was sent and waits for its answer: the number of each, and how it is answered. */
const { sent } = vi.hoisted(() => ({
  sent: [] as { number: string; answer: (result: Result) => Promise<void> }[],
}));

vi.mock('$app/forms', () => ({
  enhance: (form: HTMLFormElement, submit: () => After) => {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const after = submit();
      const number = String(new FormData(form).get('number'));
      sent.push({ number, answer: (result) => after({ result, update: async () => {} }) });
    });
  },
}));
vi.mock('$app/navigation', () => ({ refreshAll: async () => {} }));
vi.mock('$app/state', () => ({ page: { data: {} } }));
vi.mock('./marked.svelte.ts', () => ({ useMarked: () => ({ sending: false }) }));

const NOW = new Date('2026-03-02T02:00:00Z');
const decided = (number: string): Undoable => ({
  gigId: number.repeat(4),
  number,
  title: '搬水泥',
  decision: 'approve',
  about: 'waiting',
  until: new Date(NOW.getTime() + 8_000).toISOString(),
});
const items = [decided('100002'), decided('100001')];
const undone = vi.fn();
let user: ReturnType<typeof userEvent.setup>;
let rerender: (props: object) => Promise<void>;

beforeEach(() => {
  user = userEvent.setup();
  ({ rerender } = render(Undo, { items, importId: null, now: NOW, undone }));
});
afterEach(() => {
  cleanup();
  sent.length = 0;
  undone.mockReset();
});

const numbers = () => sent.map(({ number }) => number);

test('the key takes back the latest, pressed again the one before, once the first is answered', async () => {
  await user.keyboard('zz');
  expect(numbers()).toEqual(['100002']);
  await rerender({ items: [items[1]] });
  await sent[0]!.answer({ type: 'redirect' });
  await tick();
  expect(numbers()).toEqual(['100002', '100001']);
  expect(undone.mock.calls).toEqual([[items[0]]]);
});

test('a button takes back its own', async () => {
  await user.click(screen.getAllByRole('button')[1]!);
  expect(numbers()).toEqual(['100001']);
});

test('the key is a letter where one writes', async () => {
  const field = document.body.appendChild(document.createElement('textarea'));
  await user.type(field, 'z');
  field.remove();
  expect(field.value).toBe('z');
  expect(numbers()).toEqual([]);
});

test('what was refused is said with its reason, nothing is undone, and the next try takes it back', async () => {
  await user.keyboard('z');
  await sent[0]!.answer({ type: 'failure', data: { problem: { detail: '已经办出去了。' } } });
  await tick();
  expect(screen.getByRole('alert').textContent).toBe('已经办出去了。');
  expect(undone).not.toHaveBeenCalled();
  await user.keyboard('z');
  await sent[1]!.answer({ type: 'redirect' });
  await tick();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(undone).toHaveBeenCalledOnce();
});

test('with nothing to take back there is nothing, and the key does nothing', async () => {
  await rerender({ items: [] });
  expect(document.querySelector('section')).toBeNull();
  await user.keyboard('z');
  expect(numbers()).toEqual([]);
});
