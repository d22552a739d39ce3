import { readFileSync } from 'fs';
import { join } from 'path';
import { brotliDecompressSync } from 'zlib';
import { loadText } from '../../../src/load';
import { readJson } from '../../../src/load/json/exact';

/** What kubectl answered: the objects, or only their number and why the text is refused. */
interface Answer {
  readonly objects: readonly unknown[] | number;
  readonly error?: string;
}

const RECORDED = brotliDecompressSync(readFileSync(join(__dirname, '..', '..', 'data', 'kubectl', 'documents.txt.br'))).toString('utf8').trimEnd().split('\n')
  .map((line) => line.split('\t')).map(([text, answer]) => ({ text: JSON.parse(text) as string, answer: readJson(answer).value as Answer }));

/** Keys in order, integers as long as they are. */
function canonical(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the loader makes of a text beside what kubectl makes of it. */
function compared({ text, answer }: typeof RECORDED[number]): string {
  const { documents, problems } = loadText(text, 'x.yaml');
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ code }) => code as string);
  if (typeof answer.objects === 'number') return errors.length > 0 ? 'refused by both' : 'taken here';
  const wanted = answer.objects.filter(isObject).map(canonical);
  const same = canonical(documents.map(({ value }) => canonical(value))) === canonical(wanted);
  // kubectl refuses what is no object later, when it decodes the kind
  const odd = answer.objects.length > wanted.length ? errors.filter((code) => code !== 'not-an-object') : errors;
  if (odd.length > 0) return `refused here: ${odd[0]}`;
  return same ? 'same' : 'other meaning';
}

const counts = new Map<string, string[]>();
for (const row of RECORDED) {
  const kind = compared(row);
  counts.set(kind, [...counts.get(kind) ?? [], row.text]);
}
const found = (kind: string) => counts.get(kind) ?? [];

it('has both answers in number', () => {
  expect(RECORDED).toHaveLength(5000);
  expect(found('same').length).toBeGreaterThan(1200);
  expect(found('refused by both').length).toBeGreaterThan(2500);
});

/** Behind JSON, kubectl refuses a rest of less than four bytes that is no JSON, a comment too, which changes nothing that it read. */
const SHORT_REST = /\}\s*#\s*$/;

it('takes nothing that kubectl refuses', () => {
  expect(found('taken here').filter((text) => !SHORT_REST.test(text))).toEqual([]);
});

it('reads what kubectl reads', () => {
  expect(found('other meaning')).toEqual([]);
});

it('refuses nothing that kubectl takes, but text that kubectl overlooks, line breaks of its own, and odd rests behind JSON', () => {
  const refused = [...counts.keys()].filter((kind) => kind.startsWith('refused here')).sort();
  expect(refused.filter((kind) => !['text-after-end', 'line-break', 'broken-json', 'broken-yaml', 'control-character', 'not-an-object'].includes(kind.slice('refused here: '.length)))).toEqual([]);
  const share = (code: string) => found(`refused here: ${code}`).length / RECORDED.length;
  expect(share('line-break')).toBeLessThan(0.01);
  expect(share('broken-json') + share('broken-yaml') + share('control-character') + share('not-an-object')).toBeLessThan(0.015);
});
