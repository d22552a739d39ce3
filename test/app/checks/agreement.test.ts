import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, IResolver, JsonPatch, Lazy, ResolutionContext } from 'cdk8s';
import fc from 'fast-check';
import { AllowBetween, AllowFrom, AllowTo, CheckMode, Checks, DefaultDeny, FenceApp, NamespaceFence, Peer, PodSelector, Port } from '../../../src';
import { readPaths } from '../../../src/analysis';
import { runCheck } from '../../../src/analysis/questions/check/check';
import type { CheckResult } from '../../../src/results/check';
import { cases } from '../../testing/cases';

jest.mock('../../../src/analysis/questions/check/check', () => {
  const actual = jest.requireActual('../../../src/analysis/questions/check/check');
  return { ...actual, runCheck: jest.fn(actual.runCheck) };
});

beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

const APPS = ['web', 'api', 'db'];
/** How many apps are generated; `.ci/run` asks for more. */
const RUNS = process.env.NETFENCE_APPS === undefined ? cases(50) : Number(process.env.NETFENCE_APPS);
interface Step { readonly what: number; readonly a: number; readonly b: number; readonly n: number }
const STEP = fc.record({ what: fc.nat(11), a: fc.nat(2), b: fc.nat(2), n: fc.nat(1) });
const SHAPE = fc.record({
  steps: fc.array(STEP, { minLength: 3, maxLength: 14 }),
  resolver: fc.boolean(),
  labels: fc.boolean(),
  charts: fc.integer({ min: 1, max: 2 }),
  isStock: fc.boolean(),
});

/** Changes what some policies say. */
class Renaming implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (context.value === 'web') context.replaceValue('website');
  }
}

/** A subclass that writes something else than its model. */
class Everybody extends AllowFrom {
  public toJson(): any {
    const json = super.toJson();
    return { ...json, spec: { ...json.spec, podSelector: {} } };
  }
}

const pods = (i: number) => PodSelector.labels({ app: APPS[i] });

function write(chart: Chart, { what, a, b }: Step, id: string, written: ApiObject[]): void {
  const foreign = (spec: unknown) => new ApiObject(chart, id, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: id }, spec } as any);
  const last = written[written.length - 1];
  switch (what) {
    case 0: if (chart.node.tryFindChild('fence') === undefined) new NamespaceFence(chart, 'fence', { namespace: chart.namespace, name: 'fence', insideTraffic: a > 0 }); break;
    case 1: written.push(new AllowFrom(chart, id, { pods: pods(a), from: [Peer.pods({ app: APPS[b] })], ports: [Port.tcp(80 + a)] })); break;
    case 2: written.push(new AllowTo(chart, id, { pods: pods(a), to: [Peer.podsIn('n1', { app: APPS[b] })] })); break;
    case 3: foreign({ podSelector: { matchLabels: { app: APPS[a] } }, ingress: [{}] }); break;
    case 4: last?.addJsonPatch(JsonPatch.replace('/spec/podSelector', { matchLabels: { app: APPS[a] } })); break;
    case 5: last?.addJsonPatch(JsonPatch.replace('/spec/policyTypes', ['Ingress', 'Egress'])); break;
    case 6: new AllowBetween(chart, id, { from: pods(a), to: pods(b), isolate: true }); break;
    case 7: written.push(new Everybody(chart, id, { pods: pods(a), from: [Peer.anyone()] })); break;
    case 8: foreign(Lazy.any({ produce: () => ({ podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: { matchLabels: { app: APPS[b] } } }] }] }) })); break;
    case 9: last?.metadata.addLabel('later', 'yes'); break;
    case 10: new DefaultDeny(chart, id); break;
    default: deployment(chart, id, APPS[a]);
  }
}

function deployment(chart: Chart, id: string, app: string): ApiObject {
  const template = { metadata: { labels: { app } }, spec: { containers: [{ name: 'a', image: 'a', ports: [{ containerPort: 80 }] }] } };
  return new ApiObject(chart, id, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: id }, spec: { selector: { matchLabels: { app } }, template } });
}

/** What a finding says, wherever it was found. */
const said = ({ findings }: CheckResult) => findings.map(({ rule, severity, subject, field, message, fix, witness }) =>
  JSON.stringify({ rule, severity, subject, field, message, fix, witness })).sort();

test('the check of the output finds what the check at synthesis found, whatever made what is written', () => {
  const mock = jest.mocked(runCheck);
  let found = 0;
  fc.assert(fc.property(SHAPE, ({ steps, resolver, labels, charts, isStock }) => {
    const outdir = mkdtempSync(join(tmpdir(), 'agreement-'));
    const app = new (isStock ? App : FenceApp)({ outdir, ...(resolver && { resolvers: [new Renaming()] }) });
    Checks.configure(app, { mode: CheckMode.WARN });
    const made = Array.from({ length: charts }, (_, i) => new Chart(app, `c${i}`, { namespace: `n${i}`, ...(labels && { labels: { chart: 'c' } }) }));
    for (const chart of made) APPS.forEach((name) => deployment(chart, name, name));
    const written: ApiObject[] = [];
    steps.forEach((step, i) => write(made[step.n % charts], step, `s${i}`, written));
    mock.mockClear();
    app.synth();
    const results = mock.mock.results.map(({ value }) => value as CheckResult);
    const atSynthesis = results[results.length - 1];
    if (atSynthesis === undefined) return;
    const [, settings] = mock.mock.calls[mock.mock.calls.length - 1];
    const ofOutput = runCheck(readPaths([outdir]), { config: settings.config, today: settings.today });
    rmSync(outdir, { recursive: true });
    found += ofOutput.findings.length;
    expect(said(atSynthesis)).toEqual(said(ofOutput));
  }), { numRuns: RUNS, seed: 8 });
  expect(found).toBeGreaterThan(4 * RUNS);
}, 10_000 + RUNS * 500);
