import type { FEED_SORTS, FeedParams } from '@linggong/contracts/feed.ts';
import { TRADE_GROUPS, type TradeGroup } from '@linggong/contracts/trades/trade.ts';
import { gigNumber } from '@linggong/rules/gig-number.ts';
import { feedHref } from '#lib/features/feed/filter.ts';
import type { Choice, Panel } from '#lib/features/feed/panel.ts';
import { tradeOf, trades } from '#lib/features/gig/trades.ts';
import { listed } from '#lib/format/list.ts';
import { dayWord } from '#lib/format/time.ts';
import { dayFromNow } from '#lib/format/zone.ts';
import type { Words } from '#lib/words/types.ts';
import { wordsOf } from '#lib/words/words.ts';

const feed = () => wordsOf('feed-panels');

const SORTS = ['newest', 'start', 'pay', 'distance'] as const satisfies typeof FEED_SORTS;
const PAYS = [150, 200, 250, 300];
const KILOMETRES = [20, 50, 100];
const GROUPS = Object.entries(TRADE_GROUPS) as [TradeGroup, string][];
/** The ids of a group's trades, as the filter takes them. */
const idsOf = (group: TradeGroup) =>
  trades
    .filter((trade) => trade.group === group)
    .map(({ id }) => id)
    .join();

type Wanted = keyof Words['feed-panels']['wanted'];

/** Why a search found nothing; `number`: it was a gig's number. */
export function nothingFound(text: string, number: string | null): string {
  const { nothing } = feed();
  if (number) return nothing.number({ number: gigNumber(number) });
  return /[\p{L}\p{N}]/u.test(text) ? nothing.text({ text }) : nothing.signs({ text });
}

/**
 * The panels of the list's filters, as data: their words and their addresses are made here, so that a phone loads
 * no script for what it mostly does not open.
 */
export function feedPanels(
  params: FeedParams,
  now: Date,
): { trade: Panel; pay: Panel; more: Panel; on: string[] } {
  const href = (change: FeedParams) => feedHref(params, change);
  /** `clears`: what can’t be asked for along with it. */
  const toggle = (
    key: keyof FeedParams,
    value: string,
    word: string,
    off?: string,
    clears?: keyof FeedParams,
  ): Choice => {
    const on = (params[key] ?? off) === value;
    return {
      word,
      on,
      href: href({
        ...(clears ? { [clears]: undefined } : {}),
        [key]: on || value === off ? undefined : value,
      }),
    };
  };
  /** Each of these is asked for or not; of the hours only one. */
  const wanted = (key: Wanted, value: string, word: string): Choice => {
    const asked = params[key]?.split(',') ?? [];
    const on = asked.includes(value);
    const others = key === 'hours' ? [] : asked.filter((each) => each !== value);
    return { word, on, href: href({ [key]: (on ? others : [...others, value]).join() }) };
  };

  const groups = GROUPS.map(([group, word]) => ({
    ...toggle('trade', idsOf(group), word),
    mark: group,
    group,
  }));
  const yuan = params.payMin ? Number(params.payMin) / 100 : null;
  const byPiece = params.payUnit === 'piece';
  const payOn = yuan !== null || byPiece;
  const tradeWord = params.trade
    ? (groups.find(({ on }) => on)?.word ?? listed(params.trade.split(',').map((id) => tradeOf(id).name)))
    : null;

  const days = [2, 3, 4, 5, 6].flatMap((ahead) => {
    const date = dayFromNow(now, ahead);
    const noon = new Date(`${date}T04:00:00Z`);
    return [0, 6].includes(noon.getUTCDay()) ? [{ ...toggle('day', date, dayWord(noon, now)), date }] : [];
  });
  const places = toggle('open', '1', feed().onlyOpen);
  const kilometres = params.near
    ? KILOMETRES.map((km) => toggle('within', String(km), feed().within({ km })))
    : [];
  const sorts = SORTS.filter((sort) => sort !== 'distance' || params.near).map((sort) =>
    toggle('sort', sort, feed().sorts[sort], 'newest'),
  );
  const parts = [
    { title: feed().day, choices: days },
    ...(Object.entries(feed().wanted) as [Wanted, Record<string, string>][]).map(([key, words]) => ({
      title: feed().wantedTitle[key],
      choices: Object.entries(words).map(([value, word]) => wanted(key, value, word)),
    })),
    { title: feed().places, choices: [places] },
    { title: feed().distance, near: true as const, choices: kilometres },
    { title: feed().sort, choices: sorts },
  ];
  const moreOn = parts
    .flatMap(({ choices }) => choices)
    .filter(({ on, href: to }) => on && to !== href({}))
    .map(({ word }) => word);
  if (params.near && !params.within) moreOn.push(feed().near);

  return {
    trade: {
      title: feed().trade,
      label: tradeWord ?? feed().trade,
      on: tradeWord ? 1 : 0,
      parts: [{ choices: groups }],
    },
    pay: {
      title: feed().payTitle,
      label: yuan !== null ? feed().payShort({ yuan }) : byPiece ? feed().onlyPiece : feed().pay,
      on: payOn ? 1 : 0,
      parts: [
        {
          choices: [
            { word: feed().payAny, on: !payOn, href: href({ payMin: undefined, payUnit: undefined }) },
            ...PAYS.map((each) =>
              toggle('payMin', String(each * 100), feed().payFrom({ yuan: each }), undefined, 'payUnit'),
            ),
            toggle('payUnit', 'piece', feed().onlyPiece, undefined, 'payMin'),
          ],
        },
      ],
    },
    more: { title: feed().moreTitle, label: feed().more, on: moreOn.length, parts },
    on: [
      ...(params.q ? [feed().quoted({ text: params.q })] : []),
      ...(tradeWord ? [tradeWord] : []),
      ...(yuan === null ? [] : [feed().payFrom({ yuan })]),
      ...(byPiece ? [feed().onlyPiece] : []),
      ...moreOn,
    ],
  };
}
