import { error } from '@sveltejs/kit';
import { wordFile } from '#lib/server/words/files.ts';
import { languageNamed } from '#lib/server/words/languages.ts';
import type { RequestHandler } from './$types';

/**
 * Words in one language, the same for everybody: the address says all that they depend on. A page of an earlier build
 * gets those of today, which nobody keeps under its address.
 */
export const GET: RequestHandler = ({ params }) => {
  const language = languageNamed(params.language);
  const file = language && wordFile(language, params.file);
  if (!file) error(404);
  const lasts = language.version === params.version;
  return Response.json(file, {
    headers: { 'cache-control': lasts ? 'public, max-age=31536000, immutable' : 'no-cache' },
  });
};
