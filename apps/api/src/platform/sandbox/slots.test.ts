import { describe, expect, test } from 'vitest';
import { NoPlace, slots, slotsOfEach } from './slots.ts';

/** Works named by their owner and a number, which end when they are told to; and the order in which they began. */
function scene(most: Parameters<typeof slots>[0]) {
  const place = slots(most);
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    began,
    async send(...names: string[]): Promise<string[]> {
      const refused: string[] = [];
      for (const name of names) {
        place(name[0]!, async () => {
          began.push(name);
          await new Promise<void>((end) => ends.set(name, end));
        }).catch((error: unknown) => {
          if (!(error instanceof NoPlace)) throw error;
          refused.push(name);
        });
      }
      await settled();
      return refused;
    },
    async end(name: string): Promise<void> {
      ends.get(name)!();
      await settled();
    },
  };
}

const TWO = { atOnce: 2, waiting: 8, ofEach: { atOnce: 1, waiting: 4 } };
const THREE = { atOnce: 3, waiting: 8, ofEach: { atOnce: 2, waiting: 4 } };

describe('places are shared out among their owners', () => {
  test('one owner never has the last place, whatever they sent before', async () => {
    const { send, end, began } = scene(TWO);
    await send('a1', 'a2', 'a3', 'b1');
    expect(began).toEqual(['a1', 'b1']);
    await end('b1');
    expect(began).toEqual(['a1', 'b1']);
    await send('c1');
    expect(began).toEqual(['a1', 'b1', 'c1']);
  });

  test('a second one waits behind the first of others that came later', async () => {
    const { send, end, began } = scene(THREE);
    await send('a1', 'a2', 'b1', 'a3', 'b2', 'c1', 'd1');
    expect(began).toEqual(['a1', 'a2', 'b1']);
    await end('a1');
    await end('a2');
    await end('b1');
    expect(began.slice(3)).toEqual(['c1', 'd1', 'a3']);
    await end('a3');
    expect(began.at(-1)).toBe('b2');
  });

  test('what is left of a round goes in order, and nobody is left waiting', async () => {
    const { send, end, began } = scene({ ...TWO, atOnce: 1 });
    await send('a1', 'a2', 'b1', 'b2');
    for (const name of ['a1', 'b1', 'a2']) await end(name);
    expect(began).toEqual(['a1', 'b1', 'a2', 'b2']);
  });

  test('one owner fills their own part of the queue, and no more of it', async () => {
    const { send } = scene({ atOnce: 2, waiting: 4, ofEach: { atOnce: 1, waiting: 2 } });
    expect(await send('a1', 'a2', 'a3', 'a4')).toEqual(['a4']);
    expect(await send('b1', 'b2', 'b3', 'b4')).toEqual(['b4']);
    expect(await send('c1')).toEqual(['c1']);
  });
});

test('without a queue whoever has all of theirs is told at once, and others are not', async () => {
  const each = slotsOfEach({ atOnce: 1 });
  const first = Promise.withResolvers<void>();
  const going = each('a', () => first.promise);
  await expect(each('a', async () => 1)).rejects.toBeInstanceOf(NoPlace);
  expect(await each('b', async () => 2)).toBe(2);
  first.resolve();
  await going;
  expect(await each('a', async () => 3)).toBe(3);
});
