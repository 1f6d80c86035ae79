import type { Types } from 'mongoose';
import type { GigRecord } from '../modules/gigs/public.ts';
import type { ReportRecord } from '../modules/reports/public.ts';
import { demoId } from './ids.ts';

const SAID = [
  { kind: 'deposit', text: '打电话过去，说上工之前先交 200 块衣服钱。', phone: '', hoursAgo: 3 },
  { kind: 'fake', text: '', phone: '', hoursAgo: 20 },
] as const;

/**
 * What was reported to one county's desk and waits there: of public gigs of its place, by people who were not signed
 * in.
 */
export function reportRecords(gigs: readonly GigRecord[], county: Types.ObjectId, now: Date): ReportRecord[] {
  const there = gigs.filter(
    ({ state, regionPath }) => state === 'published' && regionPath.some((id) => id.equals(county)),
  );
  return SAID.flatMap(({ kind, text, phone, hoursAgo }, index) => {
    const gig = there[index];
    if (!gig) return [];
    return {
      _id: demoId('report', String(index)),
      gigId: gig._id,
      employerId: gig.employerId,
      title: gig.posting.title,
      deskPath: gig.deskPath,
      kind,
      text,
      phone,
      personId: null,
      at: new Date(now.getTime() - hoursAgo * 3_600_000),
      handled: null,
    };
  });
}
