import { HAZARDS } from '@linggong/contracts/posting.ts';
import { type Answer, type Draft, INCLUDED } from './draft.ts';
import { MOST_SHIFTS, type ShiftDraft } from './shifts.ts';

const answers: readonly Answer[] = ['', 'yes', 'no'];

/** The draft as a browser sends the form, with or without scripts. A shift all of whose fields are empty is none. */
export function readDraft(form: FormData): Draft {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  const shifts: ShiftDraft[] = [];
  for (let i = 0; i < MOST_SHIFTS; i++) {
    if (!form.has(`shifts.${i}.headcount`)) break;
    const part = (name: string) => text(`shifts.${i}.${name}`).trim();
    const shift = {
      id: part('id'),
      day: part('day'),
      from: part('from'),
      to: part('to'),
      headcount: part('headcount'),
      role: part('role'),
      roleAmount: part('roleAmount'),
    };
    if (form.get('removeShift') !== String(i) && Object.values(shift).some(Boolean)) shifts.push(shift);
  }
  const included = Object.fromEntries(
    INCLUDED.map((kind) => [kind, answers.find((a) => a === text(`included.${kind}`)) ?? '']),
  ) as Draft['included'];
  return {
    tradeId: text('tradeId'),
    title: text('title'),
    description: text('description'),
    timing: text('timing') === 'words' ? 'words' : 'dated',
    shifts,
    together: text('together') === 'yes',
    hoursText: text('hoursText'),
    regionId: text('region.village') || text('region.township') || text('region.county'),
    landmark: text('workplace.landmark'),
    point: text('workplace.point'),
    altitude: text('workplace.altitudeM'),
    amount: text('pay.amountFen'),
    amountMax: text('pay.amountMaxFen'),
    unit: text('pay.unit'),
    pieceUnit: text('pay.piece.unit'),
    sharedBy: text('pay.piece.sharedBy'),
    dayMin: text('pay.piece.dayMinFen'),
    payText: text('pay.text'),
    settlement: text('pay.settlement'),
    settlementDays: text('pay.settlementDays'),
    method: text('pay.method'),
    included,
    load: text('loadKg'),
    hazards: HAZARDS.filter((hazard) => form.getAll('hazards').includes(hazard)),
    minAge: text('conditions.minAge'),
    maxAge: text('conditions.maxAge'),
    conditions: text('conditions.text'),
    bookingMode: text('bookingMode') === 'choose' ? 'choose' : 'instant',
    crews: text('crews') === 'one' ? 'one' : text('crews') === 'yes' ? 'yes' : 'no',
    crewAtLeast: text('crews.atLeast'),
    validDay: text('validUntil'),
  };
}
