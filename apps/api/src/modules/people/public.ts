// What other features may use of this one.

export { desksOf } from './desks.ts';
export { tellPerson } from './events.ts';
export type { InTheWay, PersonMover } from './hooks.ts';
export { labelsOf, maskedName, villageOf } from './labels.ts';
export {
  type KnownPerson,
  keptOfIdNumber,
  knownByIds,
  knownLike,
  type Listed,
  registerListed,
} from './listed.ts';
export {
  type ChangeListed,
  changeListed,
  type ListedChange,
  takeBackListed,
} from './listed-changes.ts';
export type { ActRecord, EntryRecord, NameCountRecord } from './model.ts';
export { type By, byDesk, type NewAct, noteAct, noteLook } from './note.ts';
export { isRecent, numberIsFresh, wroteNumberOf } from './phone-said.ts';
export { entryFor } from './read.ts';
export { registerPerson } from './register.ts';
export { entriesByIds, entryById } from './repository/entries.ts';
export { forgetEntry } from './repository/forget.ts';
export { layInRegister } from './repository/lay-in.ts';
export { hasMerges } from './repository/merges.ts';
