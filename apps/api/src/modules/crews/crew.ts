import { randomInt } from 'node:crypto';
import type { CrewOfMine } from '@linggong/contracts/crew.ts';
import { CREW_MAX } from '@linggong/contracts/limits.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { initialOf } from '../bookings/public.ts';
import { personById, requireMay, touchPerson } from '../identity/public.ts';
import { honourGrant, requireMayFor } from '../proxies/public.ts';
import type { CrewRecord } from './model.ts';
import { crewByCode, crewById, crewsLedBy, dropCrew, insertCrew, saveCrew } from './repository.ts';
import { noteCrewAct } from './trail.ts';

/** Crews that one person leads. */
const MOST = 10;
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const newCode = () => Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

type Given = { name: string; pickUp: { text: string; regionId: string | null } };
const pickUpOf = ({ text, regionId }: Given['pickUp']) => ({
  text,
  regionId: regionId ? new Types.ObjectId(regionId) : null,
});

/** A crew that the viewer leads and is the first of. */
export async function createCrew(deps: Deps, viewer: Viewer | null, given: Given): Promise<CrewRecord> {
  requireMay(viewer, 'crew.keep');
  const now = deps.clock();
  const leaderId = new Types.ObjectId(viewer.personId);
  return deps.transaction(async () => {
    await touchPerson(deps, leaderId);
    if ((await crewsLedBy(deps, leaderId)).length >= MOST)
      throw problem('crew.wrong_state', { detail: wordsOf('crews').tooManyCrews({ n: MOST }) });
    const crew: CrewRecord = {
      _id: new Types.ObjectId(),
      leaderId,
      name: given.name,
      code: newCode(),
      pickUp: pickUpOf(given.pickUp),
      members: [{ personId: leaderId, consent: 'own', joinedAt: now }],
      revision: 0,
      createdAt: now,
      updatedAt: now,
    };
    await insertCrew(deps, crew);
    return crew;
  });
}

/** The crew, for its leader; throws `crew.not_found` for anybody else. */
export async function crewToLead(deps: Deps, viewer: Viewer | null, id: string): Promise<CrewRecord> {
  requireMay(viewer, 'crew.keep');
  const crew = await crewById(deps, id);
  requireMay(viewer, 'crew.lead', { personId: crew.leaderId });
  return crew;
}

export const changeCrew = async (deps: Deps, viewer: Viewer | null, id: string, given: Given) =>
  saveCrew(deps, await crewToLead(deps, viewer, id), { name: given.name, pickUp: pickUpOf(given.pickUp) });

/** What it has booked stays, and can be changed by its leader's and each one's own steps back alone. */
export async function deleteCrew(deps: Deps, viewer: Viewer | null, id: string): Promise<void> {
  requireMay(viewer, 'crew.keep');
  await deps.transaction(async () => {
    const crew = await crewToLead(deps, viewer, id);
    await dropCrew(deps, crew._id);
    await noteCrewAct(deps, viewer, 'crew_left', crew.members);
  });
}

/** A crew as who is asked to join it may see it: nobody's name in full. */
export async function toOfMine(deps: Deps, crew: CrewRecord, personId: string): Promise<CrewOfMine> {
  const leader = await personById(deps, crew.leaderId);
  const joined = crew.members.some((member) => member.personId.toHexString() === personId);
  const name = leader?.name ?? '';
  return {
    id: crew._id.toHexString(),
    name: crew.name,
    leaderName: joined ? name : initialOf(name),
    members: crew.members.length,
    joined,
  };
}

export async function readInvitation(deps: Deps, viewer: Viewer | null, code: string): Promise<CrewOfMine> {
  requireMay(viewer, 'crew.join');
  return toOfMine(deps, await crewByCode(deps, code), viewer.personId);
}

/** The viewer's own tap: from now on the leader may book for them, until they leave. */
export async function joinCrew(deps: Deps, viewer: Viewer | null, code: string): Promise<CrewOfMine> {
  requireMay(viewer, 'crew.join');
  const { personId } = viewer;
  return deps.transaction(async () => {
    const crew = await crewByCode(deps, code);
    const others = crew.members.filter((member) => member.personId.toHexString() !== personId);
    if (others.length >= CREW_MAX)
      throw problem('crew.wrong_state', { detail: wordsOf('crews').full({ n: CREW_MAX }) });
    const me = { personId: new Types.ObjectId(personId), consent: 'own' as const, joinedAt: deps.clock() };
    return toOfMine(deps, await saveCrew(deps, crew, { members: [...others, me] }), personId);
  });
}

/** Takes in somebody for whom the leader may book by a grant; it is asked again each time that they are booked. */
export async function addMember(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  personId: string,
): Promise<CrewRecord> {
  return deps.transaction(async () => {
    const crew = await crewToLead(deps, viewer, id);
    const acting = await requireMayFor(deps, viewer, 'gig.take_for', { personId });
    if (crew.members.some((member) => member.personId.toHexString() === personId)) return crew;
    if (crew.members.length >= CREW_MAX)
      throw problem('crew.wrong_state', { detail: wordsOf('crews').full({ n: CREW_MAX }) });
    await honourGrant(deps, acting);
    const one = { personId: new Types.ObjectId(personId), consent: 'proxy' as const, joinedAt: deps.clock() };
    await noteCrewAct(deps, acting.viewer, 'crew_joined', [{ ...one, grant: acting.grant }]);
    return saveCrew(deps, crew, { members: [...crew.members, one] });
  });
}

/** Somebody leaves, or is taken out by the leader. What was booked stays, to be stepped back from as anything. */
export async function leaveCrew(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  personId: string,
): Promise<void> {
  requireMay(viewer, 'crew.leave');
  await deps.transaction(async () => {
    const crew = await crewById(deps, id);
    if (personId !== viewer.personId) requireMay(viewer, 'crew.lead', { personId: crew.leaderId });
    const members = crew.members.filter((member) => member.personId.toHexString() !== personId);
    if (members.length < crew.members.length) {
      // Whom the leader takes out doesn't come back by the invitation that they still have.
      const anew = personId === viewer.personId ? {} : { code: newCode() };
      await saveCrew(deps, crew, { members, ...anew });
      await noteCrewAct(deps, viewer, 'crew_left', [{ personId: new Types.ObjectId(personId) }]);
    } else if (String(crew.leaderId) !== viewer.personId) throw problem('crew.not_found');
  });
}
