import { DIALECTS } from '../../src/dialects';

/** The table of policy languages as the README shows it: a row for each version of an API that is read. */
export function languageTable(): string {
  const rows = DIALECTS.flatMap(({ policies }) => policies ?? []).map(({ apiVersion, kinds, page }) =>
    `| \`${apiVersion}\` | ${kinds.join(', ')} | ${page === undefined ? '–' : `[what is read](docs/dialects/${page})`} |`);
  return ['| API | kinds | page |', '|---|---|---|', ...rows].join('\n');
}
