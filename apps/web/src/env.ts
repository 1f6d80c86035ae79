import { defineEnvVars } from '@sveltejs/kit/env';

export const variables = defineEnvVars({
  PUBLIC_ORIGIN: {
    description: 'Where people reach it, as the API knows it: its cookies go by that.',
    schema: (value) => value?.toLowerCase() ?? '',
  },
  WORDS_DIR: {
    description: 'A folder with words of further languages, `<language>/<area>.json`.',
    schema: (value) => value ?? '',
  },
  API_ORIGIN: {
    description: 'Where the API is when it does not run in this process (development).',
    schema: (value) => value || 'http://127.0.0.1:3001',
  },
});
