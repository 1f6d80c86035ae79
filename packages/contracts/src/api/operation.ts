import type * as z from 'zod';
import type { ProblemCode } from '../problem.ts';

type Schema = z.ZodType;

/**
 * One operation of the API: what a server serves, what a client calls, what the reference says. Server and clients
 * take their types from it; the browser takes of it what `Called` names, and no schema.
 */
export type Operation = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`; what stands for a parameter begins with a colon. */
  path: `/${string}`;
  /** Groups operations in the reference. */
  tag: string;
  /** One line. */
  summary: string;
  /**
   * `everybody`: the same for all, nobody's session is looked up. `account`: only somebody who is signed in, else
   * `auth.required`. Without it: anyone, and it may matter who.
   */
  who?: 'everybody' | 'account';
  params?: Schema;
  query?: Schema;
  /** A JSON body, of at most `JSON_BYTES`. */
  body?: Schema;
  /** A multipart form in place of a JSON body, which the handler takes in by itself; `bytes`: the most of it. */
  form?: {
    bytes: number;
    properties: Record<string, { type: 'string'; format?: 'binary'; maxLength?: number }>;
    required: string[];
  };
  /**
   * Takes an Idempotency-Key: a request repeated with it is done once, and answered with what came of it as it is now.
   * Its answer has an `id`.
   */
  idempotent?: true;
  /** What it answers with as JSON; without it, and without `produces`, 204 and nothing. */
  answer?: Schema;
  /** Anybody may keep the answer for so long, and ask with its ETag whether it changed; else nobody keeps it. */
  cacheSeconds?: number;
  /** The media type of an answer that isn't JSON. */
  produces?: string;
  /** Of the answer; 200 unless said. */
  status?: 200 | 201 | 202;
  /** What a client should expect beside what any operation of its kind may answer. */
  problems?: readonly ProblemCode[];
};

/** The most bytes of a body that is no form. */
export const JSON_BYTES = 256 * 1024;

/** Declares an operation, with its types as narrow as they are written. */
export const operation = <const O extends Operation>(declared: O): O => declared;

type SchemaIn<O, K extends string> = O extends { [P in K]: infer S extends Schema } ? S : undefined;
/** What a handler gets of an input, as its schema reads it; undefined where there is none. */
export type Read<O, K extends 'params' | 'query' | 'body'> =
  SchemaIn<O, K> extends infer S extends Schema ? z.output<S> : undefined;
/** What a handler answers with, before the schema reads it; undefined where it answers nothing. */
export type Answered<O> = SchemaIn<O, 'answer'> extends infer S extends Schema ? z.input<S> : undefined;
/** What a client gets; undefined where nothing is answered, or no JSON. */
export type Received<O> = SchemaIn<O, 'answer'> extends infer S extends Schema ? z.output<S> : undefined;

/** A value as a query takes it; several of them with commas between, and what is empty not at all. */
export type QueryValue = string | number | boolean | readonly string[] | null | undefined;
/** What a client sends. */
export type Sent<O> = (SchemaIn<O, 'params'> extends infer S extends Schema
  ? { params: z.input<S> }
  : unknown) &
  (SchemaIn<O, 'query'> extends infer S extends Schema
    ? { query?: { [K in keyof z.input<S>]?: QueryValue } }
    : unknown) &
  (SchemaIn<O, 'body'> extends infer S extends Schema ? { body: z.input<S> } : unknown) &
  (O extends { idempotent: true } ? { idempotencyKey?: string } : unknown);

/** What a client needs of an operation once its types are gone. */
export type Called = Pick<Operation, 'method' | 'path'>;
