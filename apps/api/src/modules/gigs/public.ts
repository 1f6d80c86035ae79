// What other features may use of this one.

export { authorityOver, desksOf, gigFor } from './access.ts';
export { type Around, aroundOf, requireNotBlocked } from './check.ts';
export { columnsOf } from './columns.ts';
export { newGig } from './create.ts';
export { keepDecision } from './decided.ts';
export { createForwardedGigs, type Forwarded, takeBackForwardedGigs } from './forwarded.ts';
export type { Held } from './hooks.ts';
export { managedGig } from './managed.ts';
export { matchable, payOfOne, timesOf } from './matchable.ts';
export type { DecisionRecord, GigRead, GigRecord, GigVersionRecord, HeldRecord } from './model.ts';
export { moveGig } from './move.ts';
export { aboutFilling, type GigTold, lookAtDecisions, toMembers, whileGig } from './notices.ts';
export { nextNumbers } from './number.ts';
export { givePlacesBack, takePlaces } from './places.ts';
export { deskPathOf, publicFields, publishGig, queueFields } from './publish.ts';
export { decisionsOf, lastPassed, refusalsOf, turnedDown } from './repository/decisions.ts';
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
export { employersOfImport } from './repository/forwarded.ts';
export { layInGigs } from './repository/lay-in.ts';
export { cardSources, listedByIds, listedGigs } from './repository/listed.ts';
export { gigIdsIn, gigsOfEmployers, latestTitlesOf } from './repository/of-employers.ts';
export { datedShifts, nextOf, toldOf } from './told.ts';
export { inTurnOfGig } from './turn.ts';
export { postingsAt } from './versions.ts';
export {
  type CardSource,
  employerOnCard,
  gigOnCard,
  openOf,
  type Sender,
  toCard,
  toDetail,
} from './views.ts';
