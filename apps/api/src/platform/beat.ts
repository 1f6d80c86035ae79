/**
 * What is looked at every second or few is looked at in one go: at rest waking up is most of what a process does, and
 * what is asked of the database together is answered together.
 */
const BEAT_MS = 1000;

type Look = { work: () => void; every: number };

const looks = new Set<Look>();
let timer: NodeJS.Timeout | undefined;
let beats = 0;

function beat(): void {
  beats += 1;
  for (const { work, every } of looks) if (beats % every === 0) work();
}

/** Calls `work`, which must not throw, with every beat or every so many; gives what ends that. */
export function eachSecond(work: () => void, every = 1): () => void {
  const look = { work, every };
  looks.add(look);
  timer ??= setInterval(beat, BEAT_MS);
  return () => {
    looks.delete(look);
    if (looks.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
