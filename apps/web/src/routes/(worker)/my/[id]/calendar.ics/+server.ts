import { getMyBooking } from '@linggong/contracts/api/bookings.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { calendarOf } from '#lib/server/calendar.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  requireMe(event);
  const booking = orThrow(await makeCall(event.fetch)(getMyBooking, { params: { id: event.params.id } }));
  return new Response(calendarOf(booking, event.url), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="gig-${booking.gig.number}.ics"`,
    },
  });
};
