// What other features may use of this one.

// Its records, and reading them:

export type { DecisionRecord, GigRead, GigRecord, GigVersionRecord, HeldRecord } from './model.ts';
export { decisionsOf, lastPassed, refusalsOf, turnedDown } from './repository/decisions.ts';
export { gigsOver } from './repository/expiry.ts';
export {
  gigById,
  gigByIdOrNumber,
  gigIdOf,
  gigNumberOf,
  gigsByIds,
  gigsWithoutTerms,
  gigTitles,
  gigWithoutTerms,
} from './repository/find.ts';
export {
  employersOfImport,
  type GigBeside,
  gigsBeside,
  gigsOfSource,
  releaseId,
  sentBackOf,
  sentBackOfImport,
} from './repository/forwarded.ts';
export { cardSources, listedByIds, listedGigs } from './repository/listed.ts';
export { gigIdsIn, gigsOfEmployers, latestTitlesOf } from './repository/of-employers.ts';
export { postingsAt } from './versions.ts';

// What is said of them, and to whom: for who may, on cards, to filters, in notices:

export { authorityOver, desksOf, gigFor } from './access.ts';
export { managedGig } from './managed.ts';
export { matchable, payOfOne, timesOf } from './matchable.ts';
export { aboutFilling, type GigTold, lookAtDecisions, toMembers, whileGig } from './notices.ts';
export { datedShifts, nextOf, toldOf } from './told.ts';
export { partsOf, type Told } from './told-words.ts';
export { employerOnCard, gigOnCard, openOf, type Sender, toCard, toDetail } from './views.ts';

// Places, and who holds them:

export { columnsOf } from './columns.ts';
export type { Held } from './hooks.ts';
export { givePlacesBack, takePlaces } from './places.ts';
export { inTurnOfGig } from './turn.ts';

// What operators have before them, do with it, and what follows:

export { type Around, aroundOf, requireNotBlocked } from './check.ts';
export { keepDecision } from './decided.ts';
export { moveGig } from './move.ts';
export { publicFields, publishGig } from './publish.ts';
export {
  claimWaiting,
  type DeskGig,
  gigsHeldBy,
  gigsOnDesk,
  lateHolds,
  type Sought,
  setAtDesk,
  setIfUnchanged,
  waitingFor,
} from './repository/desk.ts';

// Made otherwise than by typing, forwarded or laid in:

export { newGig } from './create.ts';
export { createForwardedGigs, type Forwarded, takeBackForwardedGigs } from './forwarded.ts';
export { nextNumbers } from './number.ts';
export { deskPathOf, queueFields } from './publish.ts';
export { layInGigs } from './repository/lay-in.ts';
