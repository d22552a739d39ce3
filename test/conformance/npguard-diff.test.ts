import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { compatibleDiff } from '../../src/analysis/questions/diff/compatible';
import { readPaths } from '../../src/analysis/session/read';
import { renderCompatibleDiff } from '../../src/report/diff/compatible';
import { DIFF_DIFFERENCES } from './npguard-diff-differences';

const CORPUS = join(resolve(process.env.NETFENCE_CORPUS ?? join(__dirname, '..', '..', '..', 'shared', 'corpus')), 'npguard');

interface Case {
  readonly id: string;
  readonly command: string;
  readonly dirs: readonly string[];
  readonly expected?: string;
  readonly errorExpected?: string | readonly string[];
}

const present = existsSync(CORPUS);
const cases: readonly Case[] = present ? (JSON.parse(readFileSync(join(CORPUS, 'cases.json'), 'utf8')) as { cases: Case[] }).cases.filter(({ command }) => command === 'diff') : [];

if (!present) {
  it.skip(`the recorded diff cases are missing, looked at ${CORPUS}`, () => undefined);
} else {
  const read = ({ dirs }: Case) => dirs.map((dir) => readPaths([join(CORPUS, dir)]));
  const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

  it.each(cases.filter(({ expected }) => expected !== undefined).map((item) => [item.id, item] as const))('%s agrees line by line', (_, item) => {
    const [before, after] = read(item);
    const ours = [...renderCompatibleDiff(compatibleDiff(before, after), ['ref1', 'ref2'])].join('');
    expect(linesOf(ours)).toEqual(linesOf(readFileSync(join(CORPUS, item.expected!), 'utf8')));
  });

  it.each(cases.filter(({ expected }) => expected === undefined).map((item) => [item.id, item] as const))('%s is refused, or deliberately not', (id, item) => {
    const problems = read(item).flatMap((session) => session.problems.filter(({ severity }) => severity === 'error'));
    if (DIFF_DIFFERENCES[id] === undefined) expect(problems.map(({ position }) => position?.file)).not.toEqual([]);
    else expect(problems).toEqual([]);
  });

  it('counts', () => {
    const deliberate = cases.filter(({ id }) => DIFF_DIFFERENCES[id] !== undefined).length;
    process.stdout.write(`npguard diff: ${cases.length} cases, ${cases.length - deliberate} agreeing, ${deliberate} deliberately different\n`);
    expect(Object.keys(DIFF_DIFFERENCES).filter((id) => !cases.some((item) => item.id === id))).toEqual([]);
  });
}
