// What other features may use of this one.

export { authorityOver, desksOf, gigFor } from './access.ts';
export { type Around, aroundOf, employerOf, requireNotBlocked } from './check.ts';
export { columnsOf } from './columns.ts';
export { newGig } from './create.ts';
export {
  gigPlaces,
  reviewHeld,
  tellClosed,
  tellEmployer,
  tellLeft,
  tellPlaces,
  tellQueued,
  tellUnheld,
} from './events.ts';
export { createForwardedGigs, type Forwarded, takeBackForwardedGigs } from './forwarded.ts';
export { heldOf, mayDecide, setBackOf, toHeld } from './held.ts';
export type { Held } from './hooks.ts';
export { managedGig } from './managed.ts';
export { matchable, payOfOne, timesOf } from './matchable.ts';
export type { DecisionRecord, GigRecord, GigVersionRecord, HeldRecord } from './model.ts';
export { moveGig } from './move.ts';
export { nextNumbers } from './number.ts';
export { deskPathOf, publicFields, publishGig, queueFields } from './publish.ts';
export { toClaim, toQueueItem } from './queue-item.ts';
export { decidedBy, decisionsOf, lastPassed, recordDecision, refusalsOf } from './repository/decisions.ts';
export {
  claimWaiting,
  gigIdsIn,
  gigsHeldBy,
  lateHolds,
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
  WITHOUT_TERMS,
} from './repository/find.ts';
export { employersOfImport } from './repository/forwarded.ts';
export { gigsOfEmployers } from './repository/of-employers.ts';
export { givePlacesBack, takePlaces } from './repository/places.ts';
export { inTurnOfGig } from './turn.ts';
export { postingsAt } from './versions.ts';
export { type CardSource, openOf, type Sender, toCard, toDetail } from './views.ts';
