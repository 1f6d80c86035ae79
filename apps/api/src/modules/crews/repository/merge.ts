import { zCrewConsent } from '@linggong/contracts/crew.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { PersonMover } from '../../people/public.ts';
import type { CrewRecord } from '../model.ts';

type Id = Types.ObjectId;
type Source = Pick<Deps, 'models' | 'clock'>;

/** What moved, as it is kept with the merge: `<what>:<id>`, and of who was twice of a crew how they had agreed. */
const mark = (what: string, ...rest: readonly unknown[]) => [what, ...rest].map(String).join(':');
const idsMarked = (marks: readonly string[], what: string) =>
  marks.flatMap((one) => (one.startsWith(`${what}:`) ? [new Types.ObjectId(one.split(':')[1])] : []));

async function moveMember(deps: Source, crew: CrewRecord, from: Id, to: Id): Promise<string> {
  const own = crew.members.find(({ personId }) => personId.equals(from))!;
  const twice = crew.members.some(({ personId }) => personId.equals(to));
  const members = twice
    ? crew.members.filter((one) => one !== own)
    : crew.members.map((one) => (one === own ? { ...one, personId: to } : one));
  await deps.models.crews.updateOne({ _id: crew._id }, { $set: { members }, $inc: { revision: 1 } });
  return twice ? mark('twice', crew._id, own.consent, own.joinedAt.getTime()) : mark('member', crew._id);
}

/** All that hangs on who leads: crews, what they booked, what they wait for. */
async function moveLed(deps: Source, from: Id, to: Id): Promise<string[]> {
  const marks: string[] = [];
  const { crews, crewBookings, crewWaits } = deps.models;
  for (const { _id } of await crews.find({ leaderId: from }, { _id: 1 }).lean()) marks.push(mark('led', _id));
  for (const { _id } of await crewBookings.find({ leaderId: from }, { _id: 1 }).lean())
    marks.push(mark('booked', _id));
  for (const { _id } of await crewWaits.find({ leaderId: from }, { _id: 1 }).lean())
    marks.push(mark('wait', _id));
  await giveLed(deps, marks, from, to);
  return marks;
}

async function giveLed(deps: Source, marks: readonly string[], from: Id, to: Id): Promise<number> {
  const those = (what: string) => ({ _id: { $in: idsMarked(marks, what) }, leaderId: from });
  const change = { $set: { leaderId: to } };
  const led = await deps.models.crews.updateMany(those('led'), { ...change, $inc: { revision: 1 } });
  const booked = await deps.models.crewBookings.updateMany(those('booked'), {
    ...change,
    $inc: { revision: 1 },
  });
  const waits = await deps.models.crewWaits.updateMany(those('wait'), change);
  return led.modifiedCount + booked.modifiedCount + waits.modifiedCount;
}

async function giveTwice(deps: Source, marks: readonly string[], to: Id): Promise<number> {
  let back = 0;
  for (const one of marks.filter((text) => text.startsWith('twice:'))) {
    const [, crewId, consent, joinedAt] = one.split(':');
    const member = {
      personId: to,
      consent: zCrewConsent.parse(consent),
      joinedAt: new Date(Number(joinedAt)),
    };
    const { modifiedCount } = await deps.models.crews.updateOne(
      { _id: crewId, 'members.personId': { $ne: to } },
      { $push: { members: member }, $inc: { revision: 1 } },
    );
    back += modifiedCount;
  }
  return back;
}

/**
 * How crews follow when two records of one person become one, and when they are taken apart. Who is of a crew by both
 * records is of it once, as the kept one agreed.
 */
export const crewMover = (deps: Source): PersonMover => ({
  move: async (from, to) => {
    const marks = await moveLed(deps, from, to);
    for (const crew of await deps.models.crews.find({ 'members.personId': from }).lean())
      marks.push(await moveMember(deps, crew, from, to));
    return marks;
  },
  putBack: async (marks, from, to) => {
    const led = await giveLed(deps, marks, from, to);
    const { modifiedCount } = await deps.models.crews.updateMany(
      { _id: { $in: idsMarked(marks, 'member') }, 'members.personId': from },
      { $set: { 'members.$.personId': to }, $inc: { revision: 1 } },
    );
    return led + modifiedCount + (await giveTwice(deps, marks, to));
  },
});
