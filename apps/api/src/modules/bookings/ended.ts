import type { BookingState, EndedShift } from '@linggong/contracts/booking.ts';
import type { HeldShift } from '@linggong/rules/booking-shifts.ts';
import { Types } from 'mongoose';
import type { BookingRecord } from './model.ts';

const moment = (time: HeldShift['startsAt']) => (time === null ? null : new Date(time));

/**
 * What is written of a booking when shifts are taken out of it: it goes on while it holds another one; else it is over,
 * in the state `to`.
 */
export function withoutShifts(
  { shiftIds, times, offered, ended }: BookingRecord,
  shifts: readonly HeldShift[],
  { how, to, at }: { how: EndedShift['how']; to: BookingState; at: Date },
): Partial<BookingRecord> {
  const out = new Set(shifts.map(({ id }) => id));
  const stays = (id: Types.ObjectId) => !out.has(id.toHexString());
  const left = shiftIds.filter(stays);
  const all = shifts.map(({ id, startsAt, endsAt }) => ({
    shiftId: new Types.ObjectId(id),
    startsAt: moment(startsAt),
    endsAt: moment(endsAt),
    how,
    at,
  }));
  return {
    ended: [...ended, ...all],
    ...(left.length === 0
      ? { state: to, active: false, answerBy: null }
      : {
          shiftIds: left,
          times: times.filter(({ shiftId }) => stays(shiftId)),
          offered: offered.filter(({ shiftId }) => stays(shiftId)),
        }),
  };
}
