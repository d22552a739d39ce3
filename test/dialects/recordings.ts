import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';

/** What a real API server said to an object. */
interface Answer {
  readonly id: string;
  readonly object: Manifest | null;
  readonly accepted: boolean;
  readonly message?: string;
  readonly stored?: unknown;
  readonly otherChannels?: Readonly<Record<string, { readonly accepted: boolean }>>;
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly spec?: unknown;
}

/** The recorded answers in a folder of test/data. */
export function answers(folder: string): Answer[] {
  const text = gunzipSync(readFileSync(join(__dirname, '..', 'data', folder, 'answers.jsonl.gz'))).toString('utf8');
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Answer);
}

/** The paths of fields that a server's refusal names, list indices included. */
export function pathsIn(message: string): string[] {
  const found = message.matchAll(/(?:^|[ [,"])((?:spec|metadata)(?:\.[A-Za-z]+|\[\d+\])*)(?:\[[a-z./-]+\])?(?=[:"])/g);
  return [...new Set([...found].map(([, path]) => path))];
}
