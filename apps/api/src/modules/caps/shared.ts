import type { Platform } from '../../platform/platform.ts';
import { readCaps } from './table.ts';

/** What everybody gets of this feature by `Deps`. */
export const capsShared = ({ settings, limits }: Platform) => ({
  caps: readCaps(settings.CAPS, limits.scale),
});
