import { problemLines } from '../../src/cli/problem-lines';

type Problem = Parameters<typeof problemLines>[0][number];

const problem = (code: string, file: string, severity: 'error' | 'warning' = 'error', fix?: string) =>
  ({ code, message: `about ${file}`, severity, position: { file, line: 1, column: 2 }, ...(fix !== undefined && { fix }) }) as Problem;
const many = (count: number, of: (i: number) => Problem) => Array.from({ length: count }, (_, i) => of(i));
const linesOf = (problems: readonly Problem[], isVerbose = false) => problemLines(problems, isVerbose).join('').split('\n').slice(0, -1);

test('few problems have a line each', () => {
  expect(linesOf([problem('broken-yaml', 'a/x.yaml', 'error', 'correct it'), problem('not-rendered', 'b/Chart.yaml', 'warning')])).toEqual([
    'a/x.yaml:1:2: broken-yaml: about a/x.yaml', '  fix: correct it', 'b/Chart.yaml:1:2: not-rendered: about b/Chart.yaml',
  ]);
});

test('more than a screen of them are told by kind, errors first', () => {
  const charts = many(60, (i) => problem('not-rendered', `./charts/c${i}/Chart.yaml`, 'warning', `helm template c${i}`));
  const broken = many(3, (i) => problem('broken-yaml', `d${i}/x.yaml`));
  expect(linesOf([...charts, ...broken])).toEqual([
    'd0/x.yaml:1:2: broken-yaml: about d0/x.yaml', '  and 2 more, in d0, d1, d2',
    './charts/c0/Chart.yaml:1:2: not-rendered: about ./charts/c0/Chart.yaml', '  fix: helm template c0', '  and 59 more, in ./charts',
    '63 problems of 2 kinds; `--verbose` shows each',
  ]);
  expect(linesOf([...charts, ...broken], true)).toHaveLength(123);
});

test.each([1, 7, 30, 500])('whatever the problems are, they fit on a screen: %i kinds', (kinds) => {
  const problems = many(3_000, (i) => problem(`kind-${i % kinds}`, `${i % 700}/${i}.yaml`, i % 2 === 0 ? 'error' : 'warning', 'do'));
  const lines = linesOf(problems);
  expect(lines.length).toBeLessThanOrEqual(18);
  expect(lines[lines.length - 1]).toBe(`3000 problems of ${kinds} kind${kinds === 1 ? '' : 's'}; \`--verbose\` shows each`);
  for (const line of lines) expect(line.length).toBeLessThan(1_000);
});
