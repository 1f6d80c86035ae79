import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What a process has used so far: processor time of all its threads, user and system, and its resident memory. */
export interface Usage {
  cpuMs: number;
  rssMb: number;
}

/** A process of the bench that answers questions, one after the other. */
export interface Child {
  ask<T>(question: object): Promise<T>;
  usage(): Promise<Usage>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** Starts `file` of this folder; its answers are made with `answering`. */
export async function startChild(file: string): Promise<Child> {
  const child: ChildProcess = fork(new URL(file, import.meta.url), { execArgv: [] });
  const exited = once(child, 'exit');
  async function ask<T>(question: object): Promise<T> {
    child.send(question);
    const answer = await Promise.race([
      once(child, 'message').then(([message]) => message as { failed?: string }),
      exited.then(() => ({ failed: 'the process ended' })),
    ]);
    if (answer.failed !== undefined) throw new Error(`${file}: ${answer.failed}`);
    return answer as T;
  }
  return {
    ask,
    usage: () => ask<Usage>({ usage: true }),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The other end, in the child: `answer` gets every question but that for the usage. */
export function answering(answer: (question: never) => Promise<object> | object): void {
  process.on('message', async (question: object) => {
    try {
      process.send!('usage' in question ? usageNow() : await answer(question as never));
    } catch (error) {
      process.send!({ failed: (error as Error).stack });
    }
  });
}

function usageNow(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 1024 / 1024 };
}
