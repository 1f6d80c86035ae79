import pino from 'pino';
import { expect, test, vi } from 'vitest';
import { relay } from './relay.ts';

test('the outbox is tidied after each move, also when it was once found tidy', async () => {
  let untidy = 0;
  const gates: (() => void)[] = [];
  const mover = {
    move: vi.fn(async () => {
      untidy += 1;
      return 1;
    }),
    tidy: async () => {
      untidy = 0;
    },
    untidy: () => untidy,
    forget: () => undefined,
  };
  const events = relay({
    mover,
    lease: { hold: async () => true, release: async () => undefined },
    moved: () => undefined,
    sent: () => new Promise<void>((resolve) => gates.push(resolve)),
    nudge: () => undefined,
    logger: pino({ level: 'silent' }),
  });
  const moveAgain = async (times: number) => {
    events.look();
    await vi.waitFor(() => expect(gates.length).toBe(times));
  };
  await moveAgain(1);
  await moveAgain(2);
  gates[0]!();
  await vi.waitFor(() => expect(untidy).toBe(0));
  gates[1]!();
  await moveAgain(3);
  gates[2]!();
  await vi.waitFor(() => expect(untidy).toBe(0));
  await events.stop();
});
