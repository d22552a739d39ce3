import { appliesTo } from '../../../src/engine/compile/applies-to';
import { CILIUM, KUBE_ROUTER, SPEC } from '../../../src/profiles';
import { decode } from '../../../src/dialects';
import type { Row } from '../../../src/engine/judge';
import { DIRECTIONS } from '../../../src/model';
import type { Direction } from '../../../src/model';
import { build, engineOf } from '../cases';
import { admin, foreign, networkPolicy, pod } from '../manifests';

const policyOf = (value: object) => decode([{ value }]).policies[0];
const rule = [{ from: [{ podSelector: {} }] }];

describe('a policy applies to', () => {
  const ingress = networkPolicy('a/p', { podSelector: {}, policyTypes: ['Ingress'], ingress: rule });
  const egress = networkPolicy('a/p', { podSelector: {}, policyTypes: ['Egress'], ingress: rule });
  test.each([
    ['the directions that it isolates', ingress, SPEC, [true, false]],
    ['no direction that its types leave out, whatever its rules', egress, SPEC, [false, true]],
    ['one with rules, where the agent looks at rules', egress, CILIUM, [true, true]],
    ['no direction without rules nor types, there either', ingress, CILIUM, [true, false]],
    ['the directions of its rules, as an admin policy', admin('p', 1, { ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] }), SPEC, [true, false]],
    ['nothing, as an admin policy without rules', admin('p', 1, {}), SPEC, [false, false]],
    ['everything when it was not read', foreign('a/f'), SPEC, [true, true]],
  ])('%s', (_, object, profile, expected) => {
    const policy = policyOf(object);
    expect([appliesTo(policy, 'ingress', profile), appliesTo(policy, 'egress', profile)]).toEqual(expected);
  });
});

const rows = (objects: object[], options = {}) => {
  const { engine, pods } = build(objects, options);
  return (['ingress', 'egress'] as const).map((direction) => pods.map((c) => engine.rowNumber(direction, c)));
};

test('classes with the same policies share a row, in each direction', () => {
  const objects = [pod('a/x', { app: 'x' }), pod('a/y', { app: 'y' }), pod('b/z'), networkPolicy('a/p', { podSelector: { matchLabels: { app: 'x' } }, policyTypes: ['Ingress'] }),
    networkPolicy('a/q', { podSelector: {}, policyTypes: ['Egress'] })];
  expect(rows(objects)).toEqual([[0, 1, 1], [0, 0, 1]]);
});

test('named ports part rows where they are resolved: at the subject of ingress rules', () => {
  const named = [{ ports: [{ port: 'http' }] }];
  const objects = [pod('a/x', {}, { ports: { http: 80 } }), pod('a/y', {}, { ports: { http: 81 } }), networkPolicy('a/p', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: named, egress: named })];
  expect(rows(objects)).toEqual([[0, 1], [0, 0]]);
  const egressOnly = networkPolicy('a/p', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: named, ingress: rule });
  expect(rows([...objects.slice(0, 2), egressOnly])).toEqual([[0, 0], [0, 0]]);
});

test('pods on the host network have rows of their own', () => {
  const policy = networkPolicy('a/p', { podSelector: {} });
  expect(rows([pod('a/x', {}, { host: true }), pod('a/y'), policy])[0]).toEqual([0, 1]);
});

test('where either direction suffices, every class with policies has a row of its own', () => {
  const objects = [pod('a/x', { app: 'x' }), pod('a/y'), pod('b/x', { app: 'x' }), pod('b/y'), networkPolicy('a/p', { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'x' } } }] }] })];
  expect(rows(objects, { profile: KUBE_ROUTER })[0]).toEqual([0, 1, 2, 2]);
});

test('Row: entries ascend, and none has the default outcome', () => {
  for (let index = 0; index < 60; index++) {
    const { engine } = engineOf(61, index);
    for (const direction of ['ingress', 'egress'] as const) {
      for (let number = 0; number < engine.rowCount(direction); number++) {
        const { defaultOutcome, classes, outcomes } = engine.row(direction, number);
        expect(classes.every((c, i) => i === 0 || classes[i - 1] < c)).toBe(true);
        expect(outcomes.length).toBe(classes.length);
        expect(outcomes.every((outcome) => outcome !== defaultOutcome)).toBe(true);
        const row = engine.row(direction, number);
        for (let c = 0; c < engine.classes.count; c++) expect(row.at(c)).toBe(classes.includes(c) ? outcomes[classes.indexOf(c)] : defaultOutcome);
      }
    }
  }
});

test('rows of classes of one family are those of both where nothing distinguishes them, and stay apart where a block does', () => {
  const policy = (cidr: string) => networkPolicy('a/p', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr } }] }] });
  const pods = [pod('a/four', {}, { ip: '10.0.0.4' }), pod('a/none')];
  const shared = (objects: object[]) => {
    const { engine, pods: classes } = build(objects);
    return new Set(classes.slice(0, 2).map((c) => engine.rowTowardsClasses('ingress', c))).size === 1;
  };
  expect(shared([...pods, policy('10.0.0.0/8')])).toBe(true);
  expect(shared([...pods, policy('fd00::/8')])).toBe(false);
  expect(shared([...pods, pod('b/six', {}, { ip: 'fd00::6' }), policy('10.0.0.0/8')])).toBe(false);
});

test('a row that stands for others has their outcomes towards classes', () => {
  let shared = 0;
  for (let index = 0; index < 120; index++) {
    const { engine } = engineOf(78, index);
    const alone = (direction: Direction, c: number): Row => Reflect.get(engine, 'build').call(engine, direction, engine.rowNumber(direction, c), 'forget');
    for (const direction of DIRECTIONS) {
      for (let c = 0; c < engine.classes.count; c++) {
        const number = engine.rowTowardsClasses(direction, c);
        if (number === engine.rowNumber(direction, c)) continue;
        shared++;
        const programs = Reflect.get(engine, 'programs');
        programs.clear();
        const own = alone(direction, c);
        programs.clear();
        const row = engine.row(direction, number, 'forget');
        for (let peer = 0; peer < engine.classes.count; peer++) expect(row.at(peer)).toBe(own.at(peer));
      }
    }
  }
  expect(shared).toBeGreaterThan(20);
});
