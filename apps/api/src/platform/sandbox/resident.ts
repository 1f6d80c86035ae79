import { readFileSync, writeFileSync } from 'node:fs';

/** Memory that a process holds, in MiB; null where the system doesn't tell (only Linux does, cheaply). */
export function residentMb(pid: number): number | null {
  try {
    const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? null : Number(kb) / 1024;
  } catch {
    return null;
  }
}

const TICKS = 100;

/** Processor time that a process has used, in milliseconds; null where the system doesn't tell. */
export function usedMs(pid: number): number | null {
  try {
    // Behind the name, which may hold anything, within the last bracket.
    const [, behind = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const fields = behind.split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
  } catch {
    return null;
  }
}

/** Where memory runs out on the whole machine, the system ends this process first. */
export function offerFirst(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, '1000');
  } catch {
    // Not Linux, or not allowed: then it isn't offered.
  }
}
