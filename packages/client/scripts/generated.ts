import { fileURLToPath } from 'node:url';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';

/** The file of the generated types. */
export const GENERATED = fileURLToPath(new URL('../src/api.gen.ts', import.meta.url));

/** The API's types, made from the document that a server at `origin` serves. */
export const generated = async (origin: string): Promise<string> =>
  COMMENT_HEADER +
  astToString(
    await openapiTS(new URL('/api/v1/openapi.json', origin), {
      // What has a default may be left out of what is sent.
      defaultNonNullable: false,
    }),
  );
