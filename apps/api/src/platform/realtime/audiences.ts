/** Who belongs to which rooms. A member belongs to all of its rooms until it leaves them together. */
export function audiences<T>() {
  const members = new Map<string, Set<T>>();
  const rooms = new Map<T, readonly string[]>();

  return {
    join(member: T, names: readonly string[]): void {
      rooms.set(member, names);
      for (const name of names) {
        const room = members.get(name);
        if (room) room.add(member);
        else members.set(name, new Set([member]));
      }
    },
    leave(member: T): void {
      for (const name of rooms.get(member) ?? []) {
        const room = members.get(name);
        room?.delete(member);
        if (room?.size === 0) members.delete(name);
      }
      rooms.delete(member);
    },
    /** The members of a room as they are now; one that leaves meanwhile is passed over. */
    of: (name: string): Iterable<T> => members.get(name) ?? [],
    size: (name: string): number => members.get(name)?.size ?? 0,
  };
}
export type Audiences<T> = ReturnType<typeof audiences<T>>;
