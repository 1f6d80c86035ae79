import { operations, type Target } from './operations.ts';

/** The 99th percentile of point reads, in milliseconds, while another client scans a whole collection again and again. */
export async function p99WhileScanning(target: Target, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000;
  const scans = (async () => {
    while (performance.now() < end) {
      const none = await target.gigs.countDocuments({ title: /never written anywhere/ });
      if (none !== 0) throw new Error('A wrong answer: the scan');
    }
  })();
  const times: number[] = [];
  for (let n = 1000; performance.now() < end; n += 7) {
    const from = performance.now();
    await operations.point_read!(target, n % target.size);
    times.push(performance.now() - from);
  }
  await scans;
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)]!;
}
