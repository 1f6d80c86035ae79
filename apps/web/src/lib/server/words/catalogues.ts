import type { Catalogue } from '@linggong/words/catalogue.ts';
import { type Language, languagesOf as languages } from '@linggong/words/languages.ts';
import { AREAS, SHARED } from './areas.ts';

/** As `languagesOf` of the package; a version changes with which page has which file, too. */
export const languagesOf = (
  built: ReadonlyMap<string, Catalogue>,
  mark: (text: string) => string,
): Map<string, Language> => languages(built, { mark, versioned: [SHARED, AREAS] });
