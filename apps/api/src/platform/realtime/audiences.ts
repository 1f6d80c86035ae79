type Room<T> = { name: string; members: Set<T> };

/** Who belongs to which rooms. A member belongs to all of its rooms until it leaves them together. */
export function audiences<T>() {
  const byName = new Map<string, Room<T>>();
  /** The rooms themselves, not their names: each member would bring a copy of its own. */
  const roomsOf = new Map<T, readonly Room<T>[]>();

  function open(name: string): Room<T> {
    let room = byName.get(name);
    if (!room) {
      room = { name, members: new Set() };
      byName.set(name, room);
    }
    return room;
  }

  return {
    join(member: T, names: readonly string[]): void {
      const rooms = names.map(open);
      for (const room of rooms) room.members.add(member);
      roomsOf.set(member, rooms);
    },
    leave(member: T): void {
      for (const { name, members } of roomsOf.get(member) ?? []) {
        members.delete(member);
        if (members.size === 0) byName.delete(name);
      }
      roomsOf.delete(member);
    },
    /** The members of a room as they are now; one that leaves meanwhile is passed over. */
    of: (name: string): Iterable<T> => byName.get(name)?.members ?? [],
    size: (name: string): number => byName.get(name)?.members.size ?? 0,
  };
}
