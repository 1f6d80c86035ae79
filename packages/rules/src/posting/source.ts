import { ARTICLES } from '../messages/articles.ts';
import { ADVICE, ADVICE_WITH } from '../messages/zh-CN.ts';
import { DAY_MS } from '../time.ts';
import { missing, type Rule } from './rule.ts';

/** Longer than a season, nobody knows any more whether the work is still there. */
export const MAX_VALID_DAYS = 90;

const source: Rule = {
  id: 'source.missing',
  level: 'ask',
  article: ARTICLES.postingSource,
  check: ({ source: from }, { forwarded }) =>
    forwarded && (from === null || from.name === '') ? [missing('source', ADVICE.source)] : [],
};

const past: Rule = {
  id: 'validity.past',
  level: 'block',
  forwardedLevel: 'block',
  article: ARTICLES.postingValidity,
  check: ({ validUntil }, { now }) =>
    validUntil !== null && Date.parse(validUntil) <= now.getTime()
      ? [missing('validUntil', ADVICE.validityPast)]
      : [],
};

const long: Rule = {
  id: 'validity.long',
  level: 'ask',
  article: ARTICLES.postingValidity,
  check: ({ validUntil }, { now }) => {
    if (validUntil === null) return [];
    const days = Math.ceil((Date.parse(validUntil) - now.getTime()) / DAY_MS);
    return days > MAX_VALID_DAYS ? [missing('validUntil', ADVICE_WITH.validityLong(days))] : [];
  },
};

export const SOURCE_RULES: readonly Rule[] = [source, past, long];
