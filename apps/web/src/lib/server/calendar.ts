import type { MyBooking } from '@linggong/contracts/booking.ts';
import { gigNumber } from '@linggong/rules/gig-number.ts';
import { shiftsOf } from '#lib/features/booking/my-work.ts';
import { payText } from '#lib/format/money.ts';
import { phone } from '#lib/format/phone.ts';
import { regionName } from '#lib/format/place.ts';
import { wordsOf } from '#lib/words/words.ts';

const words = () => wordsOf('calendar');

/** Longest line of a calendar file in bytes, after RFC 5545. */
const LINE = 75;

const stamp = (moment: string | Date) =>
  `${new Date(moment).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const value = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');

/** Folds a line without cutting a character in two: its bytes are counted, not its letters. */
function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  let room = LINE;
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (size > room) {
      lines.push(current);
      current = '';
      // A continued line begins with a space.
      room = LINE - 1;
    }
    current += char;
    room -= size;
  }
  return [...lines, current].join('\r\n ');
}

/**
 * The dated shifts of a booking as a calendar file (RFC 5545). Each has an id that stays: taking the file again puts a
 * change over the old entry instead of beside it. A request is tentative; what is off is marked as cancelled.
 * `origin` names who made the ids.
 */
export function calendarOf(booking: MyBooking, origin: URL): string {
  const { gig, state } = booking;
  const place = [regionName(gig.place.regionNames), gig.place.landmark].filter(Boolean).join(' ');
  const told = [
    `${words().number} ${gigNumber(gig.number)}`,
    payText(gig.pay),
    booking.contact?.phone ? `${booking.contact.name} ${phone(booking.contact.phone)}` : '',
    new URL('/my', origin).href,
  ].filter(Boolean);
  const events = shiftsOf(booking).flatMap(({ id, startsAt, endsAt, how }) => {
    if (!startsAt) return [];
    const off = how !== null;
    const { title } = gig;
    const asked = state === 'requested';
    return [
      'BEGIN:VEVENT',
      `UID:${booking.id}-${id}@${origin.hostname}`,
      `SEQUENCE:${booking.revision}`,
      `DTSTAMP:${stamp(booking.updatedAt)}`,
      `DTSTART:${stamp(startsAt)}`,
      ...(endsAt ? [`DTEND:${stamp(endsAt)}`] : []),
      `SUMMARY:${value(off ? words().off({ title }) : asked ? words().asked({ title }) : title)}`,
      `LOCATION:${value(place)}`,
      `DESCRIPTION:${value(told.join('\n'))}`,
      `STATUS:${off ? 'CANCELLED' : asked ? 'TENTATIVE' : 'CONFIRMED'}`,
      ...(off ? [] : alarm(title)),
      'END:VEVENT',
    ];
  });
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Linggong//${words().product}//ZH`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

/** Two hours ahead: roads are long. */
const alarm = (title: string) => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${value(title)}`,
  'TRIGGER:-PT2H',
  'END:VALARM',
];
