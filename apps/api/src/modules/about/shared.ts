import type { Settings } from '../../platform/settings.ts';
import { readTexts } from './texts.ts';

/** What everybody gets of this feature by `Deps`. */
export const aboutShared = (settings: Settings) => ({ texts: readTexts(settings) });
