/** What may be done to an input without changing, or without worsening, what it means. */
import { decode } from '../../src/dialects';
import { End, Engine, Reach } from '../../src/engine';
import { DIRECTIONS } from '../../src/model';
import { KUBE_ROUTER, SPEC } from '../../src/profiles';
import { parseAddress } from '../../src/sets';
import { generateMixed } from '../diff/generate';
import { Random } from '../diff/generate/random';
import { EXTERNALS } from '../diff/generate/vocabulary';
import { cases } from '../testing/cases';
import { isAnyPolicy, isAntrea, isCalico, isCilium, isNetworkPolicy, splitCilium, splitInARow, withOwnPriority } from './split-policies';

type Json = any;

const SEED = 71;
const CASES = cases(50, { few: 12, deep: 3000 });

/** Who reaches whom, by the names of the ends. */
function reachOf(objects: readonly Json[], profile = SPEC): Map<string, Reach> {
  const { cluster, policies } = decode(objects.map((value) => ({ value })));
  const engine = new Engine({ cluster, policies, profile });
  const ends: [string, End][] = EXTERNALS.map((ip) => [ip, parseAddress(ip)!]);
  cluster.workloads.forEach(({ kind, namespace, name }, position) => ends.push([`${kind} ${namespace}/${name}`, engine.classes.ofWorkload[position]]));
  return new Map(ends.flatMap(([from, source]) => ends.map(([to, destination]) => [`${from} -> ${to}`, engine.reach(source, destination)] as const)));
}

const texts = (reach: ReadonlyMap<string, Reach>, rename = (text: string) => text) =>
  [...reach].map(([ends, { allowed, unknown }]) => `${rename(ends)}: ${allowed.toString()} / ${unknown.toString()}`).sort();

/** What was so before and is otherwise now. */
const changes = (before: readonly string[], after: readonly string[]) => {
  const now = new Set(after);
  return before.filter((text) => !now.has(text));
};

function eachCase(check: (objects: readonly Json[], random: Random) => void): void {
  for (let index = 0; index < CASES; index++) check(generateMixed(SEED, index).objects, new Random(SEED + 1, index));
}

function withListsTurned(spec: Json): Json {
  return Object.fromEntries(Object.entries(spec).map(([field, value]) => [field, Array.isArray(value) ? [...value].reverse() : value]));
}

/** The rules of an administrator are in order, and what each of them is about is not. */
function withRulesTurned(spec: Json): Json {
  const turned = (rules: Json) => (Array.isArray(rules) ? rules.map(withListsTurned) : rules);
  return { ...spec, ingress: turned(spec.ingress), egress: turned(spec.egress) };
}

const isOfAdministrator = (object: Json) => object.apiVersion.startsWith('policy.networking.k8s.io/');
/** All lists inside a value, the other way round. */
function withAllTurned(value: Json): Json {
  if (Array.isArray(value)) return value.map(withAllTurned).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withAllTurned(inner)]));
}

/** Of languages whose rules have an order: all lists but those of the rules. */
function withAllButRulesTurned(spec: Json): Json {
  const turned = (rules: Json) => (Array.isArray(rules) ? withAllTurned(rules).reverse() : rules);
  const { ingress, egress, ...rest } = spec;
  const own = (direction: string, rules: Json) => (rules === undefined ? {} : { [direction]: turned(rules) });
  return { ...withAllTurned(rest), ...own('ingress', ingress), ...own('egress', egress) };
}

function withOrderTurned(object: Json): Json {
  if (isNetworkPolicy(object)) return { ...object, spec: withListsTurned(object.spec) };
  if (isCilium(object)) return { ...object, ...withAllTurned({ spec: object.spec, specs: object.specs }) };
  if (isCalico(object) || isAntrea(object)) return { ...object, spec: withAllButRulesTurned(object.spec) };
  return isOfAdministrator(object) ? { ...object, spec: withRulesTurned(object.spec) } : object;
}

test('the order of objects, and of rules where it has no meaning, changes nothing', () => {
  eachCase((objects, random) => {
    const turned = objects.map(withOrderTurned);
    expect(changes(texts(reachOf(objects)), texts(reachOf(random.sample(turned, turned.length))))).toEqual([]);
  });
});

test('renaming changes nothing', () => {
  const names = new Map(['blue', 'green', 'red', 'web', 'api', 'front', 'prod', 'one', 'app', 'http', 'metrics'].map((name, i) => [name, `${'zyxwvutsrqp'[i]}-renamed`]));
  // Cilium reads names of ports without regard to case
  names.set('HTTP', names.get('http')!.toUpperCase());
  // a selector of Cilium writes where a label comes from before it
  const renamedKey = (key: string) => key.replace(/^((?:\w+:)?(?:io\.cilium\.k8s\.namespace\.labels\.)?)(.+)$/, (_, source: string, label: string) => source + (names.get(label) ?? label));
  // labels and values in the texts of the selectors of Calico
  const inText = (text: string) => (/ [=!]= |\bhas\(|\b(not)? ?in ?\{/.test(text) ? text.replace(/[\w-]+/g, (word) => names.get(word) ?? word) : text);
  const renamed = (value: Json): Json => {
    if (typeof value === 'string') return names.get(value) ?? inText(value);
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== 'object' || value === null) return value;
    // `name`, `env` and `tier` are fields and labels at once, so keys of other names are renamed only
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [renamedKey(key), key === 'key' && typeof inner === 'string' ? renamedKey(inner) : renamed(inner)]));
  };
  const end = (text: string) => text.replace(/ (\w+)\//g, (_, namespace: string) => ` ${names.get(namespace) ?? namespace}/`);
  // policies of Calico of one order are sorted by their names
  const nameOf = (object: Json, i: number) => (isCalico(object) ? `${object.metadata.name}-renamed` : `other-${100 - i}`);
  eachCase((all) => {
    // a part of a value is renamed in no way
    const objects = all.filter((object) => !isCalico(object) || !/contains|starts ?with|ends ?with/.test(JSON.stringify(object)));
    const other = objects.map(renamed).map((object: Json, i) => (isAnyPolicy(object) && object.metadata.name !== 'default' && object.metadata.name !== 'No_Name'
      ? { ...object, metadata: { ...object.metadata, name: nameOf(object, i) } } : object));
    expect(changes(texts(reachOf(objects), end), texts(reachOf(other)))).toEqual([]);
  });
});

/** One NetworkPolicy as one for each type and one for each peer and port of its rules. */
function split(object: Json): Json[] {
  if (!isNetworkPolicy(object) || decode([{ value: object }]).policies[0].unread !== undefined) return [object];
  const { podSelector, policyTypes, ingress, egress } = object.spec;
  const types: string[] = policyTypes?.length > 0 ? policyTypes : egress?.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  let count = 0;
  const one = (spec: Json): Json => ({ ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-${count++}` }, spec: { podSelector, ...spec } });
  const alone = (list: Json) => (list?.length > 0 ? list.map((item: Json) => [item]) : [list]);
  const parts = (type: string, field: string, peers: string, rules: Json): Json[] => (types.includes(type)
    ? (rules ?? []).flatMap((rule: Json) => alone(rule?.[peers]).flatMap((from: Json) => alone(rule?.ports).map((ports: Json) =>
      one({ policyTypes: [type], [field]: [{ [peers]: from, ports }] }))))
    : []);
  return [...types.map((type) => one({ policyTypes: [type] })), ...parts('Ingress', 'ingress', 'from', ingress), ...parts('Egress', 'egress', 'to', egress)];
}

test('splitting a NetworkPolicy changes nothing', () => {
  let more = 0;
  eachCase((objects) => {
    const apart = objects.flatMap(split);
    more += apart.length - objects.length;
    expect(changes(texts(reachOf(objects)), texts(reachOf(apart)))).toEqual([]);
  });
  expect(more).toBeGreaterThan(5 * CASES);
});

/** One rule of an administrator as one for each peer and port, in a row. */
function splitRules(object: Json): Json {
  if (!isOfAdministrator(object) || decode([{ value: object }]).policies[0].unread !== undefined) return object;
  const alone = (list: Json) => (list?.length > 0 ? list.map((item: Json) => [item]) : [list]);
  const parts = (rules: Json, peers: string, ports: string) => (rules ?? []).flatMap((rule: Json) =>
    alone(rule[peers]).flatMap((one: Json) => alone(rule[ports]).map((other: Json) => ({ ...rule, [peers]: one, [ports]: other }))));
  const ports = object.kind === 'ClusterNetworkPolicy' ? 'protocols' : 'ports';
  return { ...object, spec: { ...object.spec, ingress: parts(object.spec.ingress, 'from', ports), egress: parts(object.spec.egress, 'to', ports) } };
}

test('splitting a rule of an administrator changes nothing', () => {
  let more = 0;
  const rulesOf = ({ spec }: Json): Json[] => [...(spec?.ingress ?? []), ...(spec?.egress ?? [])];
  const rulesIn = (objects: readonly Json[]) => objects.filter(isOfAdministrator).flatMap(rulesOf).length;
  eachCase((objects) => {
    const apart = objects.map(splitRules);
    more += rulesIn(apart) - rulesIn(objects);
    expect(changes(texts(reachOf(objects)), texts(reachOf(apart)))).toEqual([]);
  });
  expect(more).toBeGreaterThan(CASES / 2);
});

test('splitting a policy of Cilium changes nothing', () => {
  let more = 0;
  eachCase((objects) => {
    // where it is not known of a pod whether it is selected, its rules count together
    const known = new Set(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
    const spaces = ['blue', 'green', 'red', 'default'].filter((name) => !known.has(name)).map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
    const apart = objects.flatMap(splitCilium);
    more += apart.length - objects.length;
    expect(changes(texts(reachOf([...spaces, ...objects])), texts(reachOf([...spaces, ...apart])))).toEqual([]);
  });
  expect(more).toBeGreaterThan(CASES / 10);
});

test('splitting a rule of Calico or Antrea into several in a row changes nothing', () => {
  let more = 0;
  const listsIn = (objects: readonly Json[]) => objects.flatMap(({ spec }) => [spec?.ingress, spec?.egress]).filter(Array.isArray);
  const rulesIn = (objects: readonly Json[]) => listsIn(objects).reduce((sum, rules) => sum + rules.length, 0);
  eachCase((objects) => {
    const apartFromOthers = objects.map(withOwnPriority);
    const apart = objects.map(splitInARow);
    more += rulesIn(apart) - rulesIn(objects);
    expect(changes(texts(reachOf(apartFromOthers)), texts(reachOf(apart)))).toEqual([]);
  });
  expect(more).toBeGreaterThan(CASES / 10);
});

test('writing a policy twice under two names changes nothing', () => {
  // of Antrea, positions of rules decide between policies of one priority
  const isMeant = (object: Json) => isAnyPolicy(object) && (isNetworkPolicy(object) || isCilium(object) || isCalico(object));
  eachCase((objects) => {
    const twice = objects.flatMap((object) => (isMeant(object) ? [object, { ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-again` } }] : [object]));
    expect(changes(texts(reachOf(objects)), texts(reachOf(twice)))).toEqual([]);
  });
});

test('a pod elsewhere changes nothing between the others', () => {
  eachCase((objects, random) => {
    const other = random.pick(objects.filter(({ kind }) => kind === 'Pod'));
    const spec = { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 4711 }] }] };
    const more = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'another', namespace: 'elsewhere', labels: other?.metadata.labels }, spec, status: { podIP: '10.0.1.77', podIPs: [{ ip: '10.0.1.77' }] } };
    const neighbour = { ...more, metadata: { ...more.metadata, namespace: other?.metadata.namespace ?? 'default', labels: { app: 'web' } } };
    for (const added of [more, neighbour]) expect(changes(texts(reachOf(objects)), texts(reachOf([...objects, added])))).toEqual([]);
  });
});

/** Pairs for which something reachable, or possibly reachable, now counts as isolated. */
function isolated(before: ReadonlyMap<string, Reach>, after: ReadonlyMap<string, Reach>): string[] {
  return [...before].flatMap(([ends, was]) => {
    const is = after.get(ends)!;
    return was.allowed.union(was.unknown).isSubsetOf(is.allowed.union(is.unknown)) ? [] : [ends];
  });
}

/** The places of all objects below a value. */
function placesIn(value: Json, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.keys(value).flatMap((key) => placesIn(value[key], [...path, Array.isArray(value) ? Number(key) : key]));
  return Array.isArray(value) ? inner : [path, ...inner];
}

function withField(value: Json, path: readonly (string | number)[], field: string): Json {
  if (path.length === 0) return { ...value, [field]: {} };
  const [step, ...rest] = path;
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? withField(item, rest, field) : item));
  return { ...value, [step]: withField(value[step], rest, field) };
}

// labels take any key: a field there is a label, and one that is no text
const MAPS = ['labels', 'matchLabels', 'annotations'];

test('an unknown field of a policy isolates no pod', () => {
  eachCase((objects, random) => {
    const before = reachOf(objects);
    for (const policy of objects.filter(isAnyPolicy)) {
      const path = random.pick(placesIn(policy).filter((place) => !MAPS.includes(String(place[place.length - 1]))));
      const after = reachOf(objects.map((object) => (object === policy ? withField(policy, path, 'futureField') : object)));
      expect({ path, isolated: isolated(before, after) }).toEqual({ path, isolated: [] });
    }
  });
});

test('an unknown kind, or an unknown version of a known one, isolates no pod', () => {
  const unknownKinds = [
    { apiVersion: 'networking.k8s.io/v2', kind: 'NetworkPolicy' }, { apiVersion: 'policy.networking.k8s.io/v1', kind: 'AdminNetworkPolicy' },
    { apiVersion: 'policy.networking.k8s.io/v1alpha3', kind: 'ClusterNetworkPolicy' }, { apiVersion: 'cilium.io/v2', kind: 'CiliumClusterwideNetworkPolicy' },
    { apiVersion: 'crd.projectcalico.org/v2', kind: 'GlobalNetworkPolicy' }, { apiVersion: 'example.com/v1', kind: 'SecurityPolicy' },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkFence' },
  ];
  eachCase((objects, random) => {
    const policy = random.pick(objects.filter(isAnyPolicy));
    const unknown = { ...random.pick(unknownKinds), metadata: { ...policy.metadata, name: 'unknown' }, spec: policy.spec };
    expect(isolated(reachOf(objects), reachOf([...objects, unknown]))).toEqual([]);
    // the policy itself, were it of a kind to come
    const instead = objects.map((object) => (object === policy ? { ...policy, apiVersion: policy.apiVersion.replace(/\/.*/, '/v9') } : object));
    expect(isolated(reachOf(objects), reachOf(instead))).toEqual([]);
  });
});

test('the specification never contradicts an agent whose deviations do not apply', () => {
  eachCase((objects) => {
    const plain = objects.filter((object) => !isAnyPolicy(object));
    const empty = [...plain, ...['blue', 'green'].map((namespace) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny', namespace }, spec: { podSelector: {}, policyTypes: DIRECTIONS.map((d) => `${d[0].toUpperCase()}${d.slice(1)}`) } }))];
    const [words, agent] = [reachOf(empty), reachOf(empty, KUBE_ROUTER)];
    for (const [ends, { allowed, unknown }] of words) {
      expect(allowed.isSubsetOf(agent.get(ends)!.allowed) && agent.get(ends)!.allowed.isSubsetOf(allowed.union(unknown))).toBe(true);
    }
  });
});
