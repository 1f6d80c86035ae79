import type { MinorBar } from '../minors.ts';
import type { Words } from '../words/types.ts';

/** Why people of 16 and 17 may not do the work, e.g. `这个活有高处作业、海拔 3,240 米`; `words`: the reader's. */
export function barsText(bars: readonly MinorBar[], words: Words['work']): string {
  const { trade, hazard, load, altitude, said } = words.bars;
  const parts = bars.map((bar) => {
    if (bar.because === 'trade') return trade({ trade: bar.trade });
    if (bar.because === 'hazard') return hazard({ hazard: words.hazards[bar.hazard] });
    if (bar.because === 'load') return load({ kg: bar.loadKg });
    return altitude({ about: bar.altitudeAbout ?? false, metres: bar.altitudeM });
  });
  return said({ bars: parts.join(words.list) });
}

/** From which age the law lets people do work with these bars, and why; `words` as above. */
export function ageByLaw(bars: readonly MinorBar[], words: Words['work']): string {
  return bars.length > 0 ? words.bars.byLaw({ said: barsText(bars, words) }) : words.bars.none;
}

/** `18 岁以上`, `60 岁以下`, `18 到 60 岁`; null where any age will do. */
export function agesText(minAge: number | null, maxAge: number | null, words: Words['work']): string | null {
  const { from, to, between } = words.ages;
  if (minAge !== null && maxAge !== null) return between({ from: minAge, to: maxAge });
  if (minAge !== null) return from({ age: minAge });
  return maxAge === null ? null : to({ age: maxAge });
}
