/** Programs that an advice shows, read by a linter. */
import { createRequire } from 'module';
import { join } from 'path';
import { ESLint, Linter } from 'eslint';

/* eslint-disable @typescript-eslint/no-require-imports -- the plugins have no types that fit */
const ROOT = join(__dirname, '..', '..');

/** What most people lint by, and the style of a project of projen. */
function configs(): Linter.Config[] {
  const plugin = require('@typescript-eslint/eslint-plugin');
  return [
    createRequire(require.resolve('eslint'))('@eslint/js').configs.recommended,
    ...plugin.configs['flat/recommended'],
    {
      plugins: { '@stylistic': require('@stylistic/eslint-plugin') },
      rules: {
        'prefer-const': 'error',
        'no-undef': 'error',
        '@typescript-eslint/no-shadow': 'error',
        '@stylistic/indent': ['error', 2],
        '@stylistic/quotes': ['error', 'single', { avoidEscape: true }],
        '@stylistic/comma-dangle': ['error', 'always-multiline'],
        '@stylistic/semi': ['error', 'always'],
        '@stylistic/object-curly-spacing': ['error', 'always'],
        '@stylistic/quote-props': ['error', 'consistent-as-needed'],
        '@stylistic/no-trailing-spaces': 'error',
        '@stylistic/no-multiple-empty-lines': 'error',
        '@stylistic/max-len': ['error', { code: 150, ignoreStrings: true, ignoreComments: true }],
      },
    },
  ];
}

/** What the linter says against any of the programs. */
export async function lintErrors(programs: readonly string[]): Promise<string[]> {
  const linter = new ESLint({ cwd: ROOT, overrideConfigFile: true, overrideConfig: configs().map((config) => ({ ...config, files: ['**/*.ts'] })) });
  const found: string[] = [];
  for (const [i, text] of programs.entries()) {
    const [{ messages }] = await linter.lintText(text, { filePath: join(ROOT, `program-${i}.ts`) });
    found.push(...messages.map(({ message, line }) => `${message} at line ${line} of\n${text}`));
  }
  return found;
}
