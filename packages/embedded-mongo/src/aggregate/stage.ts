import type { Engine } from '../engine/engine.ts';
import type { Result } from '../engine/result.ts';
import type { Bounds } from '../engine/slice.ts';
import type { Doc } from '../values/bson.ts';
import type { Scope } from './scope.ts';

/** Documents on their way through a pipeline, in small lists, as `decodeExact` reads them. Nobody changes them. */
export type Docs = AsyncGenerator<Doc[], void, void>;

/** A stage at work: takes documents as they are asked for, and holds none of them where it can do without. */
export type Stage = (input: Docs) => Docs;

/** A pipeline to run: the command's, or one within a stage. */
export interface Pipeline {
  db: string;
  collection: string;
  pipeline: readonly Doc[];
  /** The values of the variables of `let`. */
  vars: Doc;
  hint?: unknown;
  context: Bounds;
}

/** What a stage is made with. */
export interface Make {
  engine: Engine;
  run: Pipeline;
  scope: Scope;
  /** Runs another pipeline within this one, with the same snapshot and time limit. */
  open: (inner: Pick<Pipeline, 'collection' | 'pipeline' | 'vars'>) => Docs;
  /** Finds documents without a pipeline, as they are stored; undefined where there is no such collection. */
  find: (collection: string, filter: Doc) => Result | undefined;
  /** Compiles a pipeline within this one without running it. */
  check: (inner: Pick<Pipeline, 'collection' | 'pipeline' | 'vars'>) => void;
  /** Lets others have their turn when this command has held the thread for long; ends it at its time limit. */
  pause: () => Promise<void>;
}

/** How many documents go through a pipeline together. */
export const CHUNK = 100;

/** Hands out what a stage has gathered, in small lists. */
export async function* chunked<T>(items: Iterable<T>, make: (item: T) => Doc | undefined): Docs {
  let chunk: Doc[] = [];
  for (const item of items) {
    const doc = make(item);
    if (doc !== undefined) chunk.push(doc);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** A stage that makes of each document another one, or none. */
export const mapping = (each: (doc: Doc) => Doc | undefined, pause: Make['pause']): Stage =>
  async function* (input) {
    for await (const docs of input) {
      yield* chunked(docs, each);
      await pause();
    }
  };
