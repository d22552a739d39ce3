import { readFileSync } from 'fs';
import { join } from 'path';
import * as values from '../../../src/constructs/values';
import { sourceFiles, VALUE_FILES } from '../sources';

const ROOT = join(__dirname, '../../..');
const PAGE = readFileSync(join(ROOT, 'docs/values.md'), 'utf8');
const SOURCE = sourceFiles((file) => VALUE_FILES.includes(file));

test('the page lists every code that a value can fail with, and no other', () => {
  const thrown = new Set([...SOURCE.matchAll(/fail\('([a-z-]+)'/g)].map(([, code]) => code));
  const errors = PAGE.slice(PAGE.indexOf('## Errors'));
  const listed = new Set([...errors.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code)));
  expect([...listed].sort()).toEqual([...thrown].sort());
});

test.each(['Port', 'PodSelector', 'Peer', 'LabelExpression'] as const)('the page names every factory of %s', (name) => {
  const factories = Object.getOwnPropertyNames(values[name]).filter((key) => typeof (values[name] as any)[key] === 'function' && key !== 'prototype');
  expect(factories.length).toBeGreaterThan(3);
  for (const factory of factories) expect(PAGE).toMatch(new RegExp(`\\b${factory}\\b`));
});
