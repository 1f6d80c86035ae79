/**
 * A value, or a promise of it where it had to wait. Most requests never wait, and a promise for each document and each
 * step would cost them more than their work.
 */
export type Maybe<T> = T | Promise<T>;

/** `next` with the value, at once where it is there. */
export const andThen = <T, U>(value: Maybe<T>, next: (value: T) => Maybe<U>): Maybe<U> =>
  value instanceof Promise ? value.then(next) : next(value);

/** What `work` gives, or what `failed` makes of its error. */
export function attempt<T>(work: () => Maybe<T>, failed: (error: unknown) => Maybe<T>): Maybe<T> {
  try {
    const value = work();
    return value instanceof Promise ? value.catch(failed) : value;
  } catch (error) {
    return failed(error);
  }
}

/** Hands every item of a source to `take`, until the end (undefined) or until `take` returns false. */
export function each<T>(source: () => Maybe<T | undefined>, take: (item: T) => unknown): Maybe<undefined> {
  for (;;) {
    const item = source();
    if (item instanceof Promise) return eachLater(item, source, take);
    if (item === undefined || take(item) === false) return undefined;
  }
}

async function eachLater<T>(
  first: Promise<T | undefined>,
  source: () => Maybe<T | undefined>,
  take: (item: T) => unknown,
): Promise<undefined> {
  for (let item: Maybe<T | undefined> = first; ; item = source()) {
    const value = item instanceof Promise ? await item : item;
    if (value === undefined || take(value) === false) return undefined;
  }
}
