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
export {
  claimWaiting,
  gigIdsIn,
  gigsHeldBy,
  lateHolds,
  setAtDesk,
  setIfUnchanged,
  waitingFor,
} from './repository/desk.ts';
export { givePlacesBack, takePlaces } from './repository/places.ts';
export {
  decidedBy,
  decisionsOf,
  employersOfImport,
  gigById,
  gigByIdOrNumber,
  gigIdOf,
  gigNumberOf,
  gigsByIds,
  gigsOfEmployers,
  gigsOver,
  gigsWithoutTerms,
  gigTitles,
  lastPassed,
  recordDecision,
  refusalsOf,
  WITHOUT_TERMS,
} from './repository.ts';
export { inTurnOfGig } from './turn.ts';
export { postingsAt } from './versions.ts';
export { type CardSource, openOf, type Sender, toCard, toDetail } from './views.ts';
