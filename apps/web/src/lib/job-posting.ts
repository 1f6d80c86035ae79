import type { GigDetail } from '@linggong/contracts/gig.ts';
import type { PayUnit } from '@linggong/contracts/posting.ts';
import { ticket } from './messages/ticket.ts';

const UNITS: Partial<Record<PayUnit, string>> = { hour: 'HOUR', day: 'DAY', month: 'MONTH' };

/**
 * The gig as schema.org's JobPosting, for search engines; what is not known is left out. The text may stand in
 * a script element as it is: it has none of the characters that could end one.
 */
export function jobPosting(gig: GigDetail, url: string): string {
  const { pay, place } = gig;
  const unit = pay.unit ? UNITS[pay.unit] : undefined;
  const amount = (fen: number | null) => (fen === null ? undefined : fen / 100);
  const posting = {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: gig.title,
    description: gig.description || gig.title,
    identifier: { '@type': 'PropertyValue', name: ticket.number, value: gig.number },
    url,
    datePosted: gig.publishedAt,
    validThrough: gig.validUntil,
    employmentType: 'TEMPORARY',
    directApply: true,
    totalJobOpenings: gig.headcount ?? undefined,
    hiringOrganization: gig.employer.name
      ? { '@type': 'Organization', name: gig.employer.name }
      : 'confidential',
    jobLocation: {
      '@type': 'Place',
      address: {
        '@type': 'PostalAddress',
        addressCountry: 'CN',
        addressRegion: place.regionNames[0],
        addressLocality: place.regionNames.slice(1).join('') || undefined,
        streetAddress: place.landmark || undefined,
      },
    },
    baseSalary:
      unit && pay.amountFen !== null
        ? {
            '@type': 'MonetaryAmount',
            currency: 'CNY',
            value:
              pay.amountMaxFen === null
                ? { '@type': 'QuantitativeValue', value: amount(pay.amountFen), unitText: unit }
                : {
                    '@type': 'QuantitativeValue',
                    minValue: amount(pay.amountFen),
                    maxValue: amount(pay.amountMaxFen),
                    unitText: unit,
                  },
          }
        : undefined,
  };
  const escapes: Record<string, string> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };
  return JSON.stringify(posting).replace(/[<>&]/g, (sign) => escapes[sign] ?? '');
}
