import { decode } from '../../../src/dialects';
import { Engine } from '../../../src/engine';
import type { Policy } from '../../../src/model';
import { KUBE_ROUTER } from '../../../src/profiles';
import type { Enforcement } from '../../../src/profiles';
import { generateCase } from '../../diff/generate';
import { OUTSIDE } from '../cases';
import { networkPolicy, pod } from '../manifests';
import { cases } from '../../testing/cases';

const policiesOf = (seed: number, index: number) => decode(generateCase(seed, index).objects.map((value) => ({ value }))).policies;

/** Everything that an engine says about the workloads, by their positions. */
function answers(engine: Engine, workloads: number): string[] {
  const ends = [...Array.from({ length: workloads }, (_, i) => engine.classes.ofWorkload[i]), ...OUTSIDE];
  return ends.flatMap((source) => ends.map((destination) => {
    const { allowed, unknown } = engine.reach(source, destination);
    return `${allowed.toString()}/${unknown.toString()}`;
  }));
}

/** Replaces policies by others that the engine knows already, so that no new pods must be distinguished. */
function compare(profile: Enforcement | undefined, count: number): number {
  let done = 0;
  for (let index = 0; index < count; index++) {
    const { cluster, policies } = decode(generateCase(21, index).objects.map((value) => ({ value })));
    const others = policiesOf(22, index);
    const all = [...policies, ...others];
    const given = profile && { profile };
    const engine = new Engine({ cluster, policies: all, ...given });
    answers(engine, cluster.workloads.length);
    const list: Policy[] = [...all];
    for (const [position, policy] of others.entries()) {
      const at = position % policies.length;
      if (!engine.replace(at, policy)) continue;
      list[at] = policy;
      done++;
      const fresh = new Engine({ cluster, policies: list, ...given });
      expect(answers(engine, cluster.workloads.length)).toEqual(answers(fresh, cluster.workloads.length));
      for (let w = 0; w < cluster.workloads.length; w++) {
        for (const direction of ['ingress', 'egress'] as const) {
          const names = (of: Engine) => of.policies(direction, of.classes.ofWorkload[w]).map(({ policy: p, applies }) => `${p.origin.label} ${applies}`);
          expect(names(engine)).toEqual(names(fresh));
        }
      }
    }
  }
  return done;
}

test('an engine with a policy replaced answers as a fresh one', () => {
  expect(compare(undefined, 30)).toBeGreaterThan(80);
});

test('a policy with a port name in the place of one without divides the pods that declare different ports of this name', () => {
  const opens = (name: string, port: string | number) => networkPolicy(name, { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ports: [{ port }] }] });
  const pods = [80, 8080].map((containerPort) => pod(`a/p${containerPort}`, {}, { ports: { http: containerPort } }));
  const { cluster, policies } = decode([...pods, opens('a/any', 1), opens('b/named', 'http'), opens('a/named', 'http')].map((value) => ({ value })));
  const engine = new Engine({ cluster, policies: policies.slice(0, 2) });
  const [a, b] = engine.classes.ofWorkload;
  const open = () => [engine.reach(b, a), engine.reach(a, b)].map(({ allowed }) => allowed.toString());
  expect(open()).toEqual(['TCP 1', 'TCP 1']);
  expect(engine.replace(0, policies[2])).toBe(true);
  expect(open()).toEqual(['TCP 80', 'TCP 8080']);
});

test('under the kube-router profile, too', () => {
  expect(compare(KUBE_ROUTER, 10)).toBeGreaterThan(25);
});

test('a policy that tells pods of one class apart is not taken', () => {
  let refused = 0;
  for (let index = 0; index < cases(40); index++) {
    const { cluster, policies } = decode(generateCase(23, index).objects.map((value) => ({ value })));
    const [other] = policiesOf(24, index);
    const engine = new Engine({ cluster, policies });
    const before = answers(engine, cluster.workloads.length);
    if (engine.replace(0, other)) {
      const fresh = new Engine({ cluster, policies: [other, ...policies.slice(1)] });
      expect(answers(engine, cluster.workloads.length)).toEqual(answers(fresh, cluster.workloads.length));
    } else {
      refused++;
      expect(answers(engine, cluster.workloads.length)).toEqual(before);
    }
  }
  expect(refused).toBeGreaterThan(5);
});
