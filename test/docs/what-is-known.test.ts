import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { givenFacts } from '../../src/analysis/facts/given';
import { addedLabels } from '../../src/dialects/workloads/controller-labels';
import { call } from '../cli/call';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'what-is-known.md'), 'utf8');
const [manifests, configuration, section] = [...PAGE.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block]) => block);
const sessions = [...PAGE.matchAll(/^```console\n(.*?)^```/gms)].map(([, block]) => block.split(/^\$ /m).slice(1));

const before = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'netfence-known-'));
beforeAll(() => {
  mkdirSync(join(folder, 'manifests'));
  writeFileSync(join(folder, 'manifests', 'shop.yaml'), manifests);
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

async function runsAsWritten(commands: readonly string[]): Promise<void> {
  expect(commands.length).toBeGreaterThan(0);
  for (const session of commands) {
    const [command, ...output] = session.split('\n');
    expect((await call(command.split(' ').slice(1))).out).toBe(output.join('\n'));
  }
}

it('the commands answer as the page says, without and with its facts', async () => {
  await runsAsWritten(sessions[0]);
  expect((await call(['check', 'manifests'])).err).toBe([
    '1 answer depends on labels of namespace `web`, which are not known',
    '  fix: declare it, or state it under `facts` in .netfence.yaml',
    '',
  ].join('\n'));
  writeFileSync(join(folder, '.netfence.yaml'), configuration);
  await runsAsWritten(sessions[1]);
  expect((await call(['check', 'manifests'])).err).toBe('configuration: .netfence.yaml\n');
});

it('the section with every field is read', () => {
  const { facts } = parse(section);
  expect(Object.keys(givenFacts(facts, 'x'))).toEqual(expect.arrayContaining(Object.keys(facts)));
});

it.each(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'DeploymentConfig', 'Rollout'])('names the labels of a %s', (kind) => {
  const { known, unknown } = addedLabels({ kind, apiVersion: 'x/v1', name: 'n', value: { spec: { completionMode: 'Indexed' } } } as any)!;
  const row = PAGE.split('\n').find((line) => line.startsWith(`| ${kind} `))!;
  for (const key of [...Object.keys(known), ...unknown]) expect(row).toContain(`\`${key}\``);
});
