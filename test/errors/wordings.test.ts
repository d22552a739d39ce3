import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Chart, Testing } from 'cdk8s';
import { NetfenceError } from '../../src/errors';
import { AllowFrom, NetfenceValidation, Peer, PodSelector } from '../../src';
import { call } from '../cli/call';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: a, labels: {app: web}}\nspec: {containers: [{name: main}]}\n';
const POLICY = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: a}\nspec: ';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'netfence-wordings-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** What is said of a text, or of options, by each of the readers. */
const files = {
  configuration: (text: string) => call(['check', put('pod.yaml', POD), '--config', put('config.yaml', text)]),
  invariants: (text: string) => call(['prove', put('invariants.yaml', text), put('pod.yaml', POD)]),
  acceptedChanges: (text: string) => call(['diff', put('old.yaml', POD), put('new.yaml', POD), '--accept', put('accept.yaml', text)]),
  acceptedEdges: (text: string) => call(['replay', put('flows.csv', 'source,destination,port\na/web,a/web,80\n'), put('pod.yaml', POD), '--ignore', put('ignores.yaml', text)]),
  baseline: (text: string) => call(['check', put('pod.yaml', POD), '--baseline', put('baseline.json', text)]),
  manifest: (text: string) => call(['list', put('policy.yaml', POLICY + text)]),
};
const others = {
  commandLine: (option: string) => call(['list', put('pod.yaml', POD), option]),
  plugin: (options: object) => thrown(() => new NetfenceValidation(options)),
  construct: (options: object) => thrown(() => new AllowFrom(new Chart(Testing.app(), 'chart', { namespace: 'a' }), 'allow', options as never)),
};
const ENDS = { pods: PodSelector.labels({ app: 'web' }), from: [Peer.pods({ app: 'web' })] };

describe('a field or option that there is not', () => {
  it.each<[string, () => Promise<{ err: string }>, string]>([
    ['configuration', () => files.configuration('rulez: {}\n'), 'field `rulez`, `rules`'],
    ['invariants', () => files.invariants('invariants: [{ id: x, nevr: { to: { pods: {} } } }]\n'), 'field `invariants[0].nevr`, `never`'],
    ['accepted changes', () => files.acceptedChanges('accept: [{ sorce: a/b, destination: c/d, reason: r }]\n'), 'field `accept[0].sorce`, `source`'],
    ['accepted edges', () => files.acceptedEdges('ignores: [{ sorce: a/b, destination: c/d, reason: r }]\n'), 'field `ignores[0].sorce`, `source`'],
    ['baseline', () => files.baseline('{ "netfence": "baseline", "version": 1, "findngs": [], "findings": [] }'), 'field `findngs`, `findings`'],
    ['manifest', () => files.manifest('{ podSelectr: {} }\n'), 'field `spec.podSelectr`, `podSelector`'],
    ['command line', () => others.commandLine('--quite'), 'option `--quite`, `--quiet`'],
    ['plugin', () => others.plugin({ failOm: 'off' }), 'option `failOm`, `failOn`'],
    ['construct', () => others.construct({ ...ENDS, prots: [] }), 'option `prots`, `ports`'],
  ])('%s', async (_, read, names) => {
    const { err } = await read();
    expect([...err.matchAll(/unknown (field|option) (`[^`]*`)(?:; the API server [^\n]*)?\n {2}fix: did you mean (`[^`]*`)\?/g)].map(([, noun, name, near]) => `${noun} ${name}, ${near}`)).toEqual([names]);
  });
});

describe('a value of another type', () => {
  it.each<[string, () => Promise<{ err: string }>, string]>([
    ['configuration', () => files.configuration('ignores: 5\n'), '`ignores` must be a list, got `5`'],
    ['invariants', () => files.invariants('invariants: 5\n'), '`invariants` must be a list, got `5`'],
    ['accepted changes', () => files.acceptedChanges('accept: 5\n'), '`accept` must be a list, got `5`'],
    ['accepted edges', () => files.acceptedEdges('ignores: 5\n'), '`ignores` must be a list, got `5`'],
    ['baseline', () => files.baseline('{ "netfence": "baseline", "version": 1, "findings": 5 }'), '`findings` must be a list, got `5`'],
    ['manifest', () => files.manifest('{ podSelector: {}, ingress: 5 }\n'), 'spec.ingress must be a list, got `5`'],
    ['command line', () => others.commandLine('--output=5'), '`--output` must be one of txt, json, csv, md, dot, jsonl, matrix, html, svg, got `5`'],
    ['plugin', () => others.plugin({ ruleModules: 5 }), '`ruleModules` must be a list of paths, got `5`'],
    ['construct', () => others.construct({ ...ENDS, ports: 5 }), '`ports` must be a list of ports, got a number'],
  ])('%s', async (_, read, message) => {
    expect((await read()).err).toContain(message);
  });
});

describe('a field that is missing', () => {
  it.each<[string, () => Promise<{ err: string }>, string]>([
    ['configuration', () => files.configuration('ignores: [{ rule: dead-rule }]\n'), '`ignores[0].reason` is required'],
    ['invariants', () => files.invariants('podRanges: [10.0.0.0/8]\n'), '`invariants` is required'],
    ['accepted changes', () => files.acceptedChanges('accept: [{ source: a/b, destination: c/d }]\n'), '`accept[0].reason` is required'],
    ['accepted edges', () => files.acceptedEdges('ignores: [{ source: a/b }]\n'), '`ignores[0].reason` is required'],
    ['baseline', () => files.baseline('{ "netfence": "baseline", "version": 1 }'), '`findings` is required'],
    ['manifest', () => files.manifest('{ podSelector: {}, ingress: [{ from: [{ ipBlock: {} }] }] }\n'), 'spec.ingress[0].from[0].ipBlock.cidr is required'],
  ])('%s', async (_, read, message) => {
    expect((await read()).err.replace(/; the API server .*/, '')).toContain(`${message}\n  fix: `);
  });
});

/** The error in the form of the command line. */
async function thrown(work: () => unknown): Promise<{ err: string }> {
  try {
    work();
    return { err: '' };
  } catch (error) {
    const { what, fix } = error as NetfenceError;
    return { err: `${what}\n  fix: ${fix}\n` };
  }
}
