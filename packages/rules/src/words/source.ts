import dates from './zh-CN/dates.json' with { type: 'json' };
import offer from './zh-CN/offer.json' with { type: 'json' };
import pay from './zh-CN/pay.json' with { type: 'json' };
import take from './zh-CN/take.json' with { type: 'json' };
import work from './zh-CN/work.json' with { type: 'json' };

/** What rules say, by area, in the language that all is written in first: for the catalogues of who hands words in. */
export const SOURCE_WORDS = { dates, offer, pay, take, work } as const;
