import type { Settings } from '../../platform/settings.ts';
import { readProxyLimits } from './limits.ts';

/** What everybody gets of this feature by `Deps`. */
export const proxiesShared = ({ PROXIES }: Settings) => ({ proxyLimits: readProxyLimits(PROXIES) });
