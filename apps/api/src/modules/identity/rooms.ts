import { rooms as own } from '../../platform/events/log.ts';

type Id = { toString(): string };

/** The rooms that a viewer's roles open, beside those that everybody has. */
export const rooms = {
  ...own,
  employer: (id: Id) => `employer:${id.toString()}`,
  /** Who may see what this person holds, by a grant of theirs; nothing else of them goes there. */
  lookedAfter: (personId: Id) => `looked-after:${personId.toString()}`,
  /** Operators bound to this region. */
  desk: (regionId: Id) => `desk:${regionId.toString()}`,
} as const;

/** Every operator in charge of what lies on these desks. */
export const deskRooms = ({ deskPath }: { deskPath: readonly Id[] }): string[] => deskPath.map(rooms.desk);

export const personRoom = ({ personId }: { personId: Id }): string => rooms.person(personId.toString());
export const toEverybody = (): string[] => [rooms.public];
