import { type ChildProcess, fork } from 'node:child_process';

type Calls = Record<string, (argument: never) => unknown>;
type Request = { id: number; name: string; argument: unknown };
type Answer = { id: number; result?: unknown; error?: string };

/** Answers the parent's calls in a child process. */
export function answerCalls(calls: Calls): void {
  process.on('message', async ({ id, name, argument }: Request) => {
    try {
      process.send!({ id, result: await calls[name]!(argument as never) });
    } catch (error) {
      process.send!({ id, error: (error as Error).stack });
    }
  });
  process.on('disconnect', () => process.exit());
}

/** A child process that answers calls; errors of a call are thrown here. */
export function startChild<C extends Calls>(file: string, args: string[] = []) {
  const child: ChildProcess = fork(new URL(file, import.meta.url), args, { execArgv: ['--expose-gc'] });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let ids = 0;
  child.on('message', ({ id, result, error }: Answer) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(result as never);
    else call?.reject(new Error(error));
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code}`));
  });
  return {
    call: <N extends keyof C & string>(
      name: N,
      ...[argument]: Parameters<C[N]>
    ): Promise<Awaited<ReturnType<C[N]>>> =>
      new Promise((resolve, reject) => {
        const id = ++ids;
        waiting.set(id, { resolve, reject });
        child.send({ id, name, argument });
      }),
    async stop(): Promise<void> {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await ended;
    },
  };
}
export type Child<C extends Calls> = ReturnType<typeof startChild<C>>;
