import type { HAZARDS } from '@linggong/contracts/posting.ts';
import { tradeById } from '@linggong/contracts/trades.ts';
import type { Height } from './height.ts';

/** 禁止使用童工规定 art. 2. */
export const WORKING_AGE = 16;
export const ADULT_AGE = 18;
/** 未成年工特殊保护规定 art. 3 and 女职工劳动保护特别规定, annex: loads lifted now and then. */
export const PROTECTED_LOAD_KG = 25;
/** 未成年工特殊保护规定 art. 3: no work above it, except for who has always lived on the plateau. */
export const PLATEAU_M = 3000;

export type Hazard = (typeof HAZARDS)[number];

/** The hazards among 未成年工特殊保护规定 art. 3 (and special operations, open from 18 only). */
export const MINOR_HAZARDS: readonly Hazard[] = [
  'height',
  'confined',
  'electric',
  'blasting',
  'chemical',
  'cold_water',
  'heat',
  'dust',
];

export type Work = Height & {
  tradeId: string | null;
  hazards: readonly Hazard[];
  loadKg: number | null;
};

export type MinorBar =
  | { because: 'trade'; trade: string }
  | { because: 'hazard'; hazard: Hazard }
  | { because: 'load'; loadKg: number }
  | ({ because: 'altitude'; altitudeM: number } & Pick<Height, 'altitudeAbout'>);

/** So near to the border an estimate doesn't tell on which side of it a place lies. */
export const ABOUT_M = 300;

/** Whether only a measured altitude could tell if the work lies on the plateau: that is asked, and bars nobody. */
export const isUnclearPlateau = ({ altitudeM, altitudeAbout }: Height): boolean =>
  altitudeAbout === true && altitudeM !== null && Math.abs(altitudeM - PLATEAU_M) <= ABOUT_M;

/** Everything that keeps people of 16 and 17 from this work by 未成年工特殊保护规定 art. 3; empty: nothing. */
export function minorBars(work: Work): MinorBar[] {
  const bars: MinorBar[] = [];
  const trade = work.tradeId === null ? undefined : tradeById(work.tradeId);
  if (trade?.hazardous) bars.push({ because: 'trade', trade: trade.name });
  for (const hazard of MINOR_HAZARDS) {
    if (work.hazards.includes(hazard)) bars.push({ because: 'hazard', hazard });
  }
  const { loadKg, altitudeM, altitudeAbout } = work;
  if (loadKg !== null && loadKg > PROTECTED_LOAD_KG) bars.push({ because: 'load', loadKg });
  if (altitudeM !== null && altitudeM > PLATEAU_M && !isUnclearPlateau(work))
    bars.push({ because: 'altitude', altitudeM, ...(altitudeAbout && { altitudeAbout }) });
  return bars;
}

/**
 * Whether the altitude alone keeps people of 16 and 17 from the work, so that who has always lived on the plateau may do
 * it; `about`: by an estimate. Null: it doesn't, or not alone.
 */
export function onlyHeight(bars: readonly MinorBar[]): 'known' | 'about' | null {
  const [bar, ...others] = bars;
  if (bar?.because !== 'altitude' || others.length > 0) return null;
  return bar.altitudeAbout ? 'about' : 'known';
}
