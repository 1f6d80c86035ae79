import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

export default defineConfig(
  { ignores: ['build', '.svelte-kit', 'node_modules', '**/*.ts', '**/*.js'] },
  ts.configs.base,
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'off',
      // The app lives at the root of its origin; addresses are plain paths.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
);
