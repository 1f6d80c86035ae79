import type { GigDetail } from '@linggong/contracts/gig.ts';
import type { PayUnit } from '@linggong/contracts/pay-unit.ts';
import { datedShifts } from '@linggong/rules/dated.ts';
import { payText } from '#lib/format/money.ts';
import { regionName } from '#lib/format/place.ts';
import { wordsOf } from '#lib/words/words.ts';

const ticket = () => wordsOf('ticket');

const UNITS: Partial<Record<PayUnit, string>> = { hour: 'HOUR', day: 'DAY', month: 'MONTH' };

/** Names in the tree of divisions that are no place's name: those of the level between a municipality and its districts. */
const NO_PLACE = /^(市辖区|县|.*直辖县级行政区划)$/;

const html = (text: string) =>
  text.replace(/[<>&]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign] ?? '');

const bare = (text: string) => text.replace(/[\s，。；、,;:：（）()]/g, '').toLowerCase();
/** An amount and its unit, as a list that was forwarded says its pay: nothing that the pay itself doesn't say. */
const ONLY_PAY = /^[\d.,\s~～\-—–¥元块钱/每一个到至天日小时月人起]*$/;

/** The region and the way there, without the names of the region where the way there begins with them. */
function where({ regionNames, landmark }: GigDetail['place']): string {
  const rest = regionNames.reduce(
    (left, name) => (left.startsWith(name) ? left.slice(name.length) : left),
    landmark,
  );
  return regionName(regionNames) + rest.replace(/^[\s，,、]+/, '');
}

/** What the page says of the work, in paragraphs: never the title alone, nothing twice. */
function description(gig: GigDetail, now: Date): string {
  const parts = [
    gig.description || gig.title,
    datedShifts(gig.shifts, now, wordsOf('dates')) ?? '',
    gig.hoursText,
    payText(gig.pay) ?? '',
    ONLY_PAY.test(gig.pay.text) ? '' : gig.pay.text,
    where(gig.place),
    gig.conditions.text,
  ];
  return parts
    .filter(
      (part, i) =>
        part &&
        !parts.some(
          (other, j) => (j < i || bare(other) !== bare(part)) && j !== i && bare(other).includes(bare(part)),
        ),
    )
    .map((part) => `<p>${html(part)}</p>`)
    .join('');
}

function address({ province, regionNames, landmark }: GigDetail['place'] & Pick<GigDetail, 'province'>) {
  const below = regionNames.filter((name) => name !== province && !NO_PLACE.test(name));
  return {
    '@type': 'PostalAddress',
    addressCountry: 'CN',
    addressRegion: province ?? undefined,
    addressLocality: below.join('') || undefined,
    streetAddress: landmark || undefined,
  };
}

/**
 * What one person gets for an hour, a day, a month: Google knows no other units. Of pay by the piece what a day is
 * assured of; its rate stands in the description.
 */
function salary({ amountFen, amountMaxFen, unit, piece }: GigDetail['pay']) {
  const dayMin = unit === 'piece' ? piece?.dayMinFen : null;
  const unitText = dayMin ? 'DAY' : unit && UNITS[unit];
  if (!unitText || !amountFen) return undefined;
  const value = dayMin
    ? { minValue: dayMin / 100 }
    : amountMaxFen === null
      ? { value: amountFen / 100 }
      : { minValue: amountFen / 100, maxValue: amountMaxFen / 100 };
  return {
    '@type': 'MonetaryAmount',
    currency: 'CNY',
    value: { '@type': 'QuantitativeValue', ...value, unitText },
  };
}

/**
 * The gig as schema.org's JobPosting, for search engines, by the rules of Google's job search; what is not known is
 * left out. Null where nobody can take it now: full, closed, expired. What was forwarded from elsewhere is not applied
 * for here. The text may stand in a script element as it is: it has none of the characters that could end one.
 */
export function jobPosting(gig: GigDetail, url: string, now: Date): string | null {
  if (gig.state !== 'published' || new Date(gig.validUntil) <= now) return null;
  const posting = {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: gig.title,
    description: description(gig, now),
    identifier: { '@type': 'PropertyValue', name: ticket().number, value: gig.number },
    url,
    datePosted: gig.publishedAt,
    validThrough: gig.validUntil,
    employmentType: 'TEMPORARY',
    directApply: gig.source === null && gig.sourceName === null,
    totalJobOpenings: gig.headcount ?? undefined,
    // Who hires without a name of their own, says Google, is given so.
    hiringOrganization: gig.employer.name
      ? { '@type': 'Organization', name: gig.employer.name }
      : 'confidential',
    jobLocation: { '@type': 'Place', address: address({ ...gig.place, province: gig.province }) },
    baseSalary: salary(gig.pay),
  };
  const escapes: Record<string, string> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };
  return JSON.stringify(posting).replace(/[<>&]/g, (sign) => escapes[sign] ?? '');
}
