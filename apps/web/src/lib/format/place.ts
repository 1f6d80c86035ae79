import type { GigCard } from '@linggong/contracts/gig.ts';
import { wordsOf } from '#lib/words/words.ts';
import { figure } from './figure.ts';

const units = () => wordsOf('units');

/** `800 米`, `3.2 公里`, `42 公里`. */
export function distance(km: number): string {
  if (km < 1) return units().metres({ m: String(Math.max(100, Math.round(km * 10) * 100)) });
  return units().kilometres({ km: km < 10 ? figure(km, 1) : figure(km, 0) });
}

/** `海拔 3,900 米`; an estimate is `海拔约 3,900 米`. */
export const altitude = (m: number, about = false): string => units().altitude({ m: figure(m), about });

/** `恩达村村委会` is the office; the village is `恩达村`. */
const spoken = (name: string): string =>
  name.replace(/村村?(民委员会|委会)$/, '村').replace(/(居民委员会|居委会)$/, '');

/** Names from the county down: `卡若区如意乡达若村`. A city alone keeps its name. */
export function regionName(names: readonly string[]): string {
  return (names.length > 1 ? names.slice(1) : names).map(spoken).join('');
}

/** County and township, enough to know how to get there: `卡若区如意乡`. */
export const shortRegion = (names: readonly string[]): string => regionName(names.slice(0, 3));

/** Where, how far, how high, as far as each is known. */
export function placeParts(place: GigCard['place'], distanceKm: number | null): string[] {
  const parts = [shortRegion(place.regionNames)];
  if (distanceKm !== null) parts.push(units().straight({ distance: distance(distanceKm) }));
  if (place.altitudeM !== null) parts.push(altitude(place.altitudeM, place.altitudeAbout));
  return parts.filter(Boolean);
}
