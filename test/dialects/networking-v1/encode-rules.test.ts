import * as fc from 'fast-check';
import { decode } from '../../../src/dialects';
import type { EncodablePolicy } from '../../../src/dialects/encoder';
import { encodeNetworkPolicy } from '../../../src/dialects/networking-v1/encode';
import type { RulePeer, Rule, RuleTraffic } from '../../../src/model';
import { IpSet, LabelConstraint, LabelSelector, parseCidr, PortSet, TrafficSet } from '../../../src/sets';
import { SEED } from '../../laws/set-laws';
import { cases } from '../../testing/cases';
import { verdicts } from './encode-probes';

const SETTINGS = { seed: SEED, numRuns: cases(300, { deep: 5000 }) };

const exactly = (key: string, ...values: string[]) => LabelSelector.of([[key, LabelConstraint.in(values)]]);
const PLAIN = [LabelSelector.EVERYTHING, exactly('app', 'a'), exactly('app', 'b'), exactly('app', 'a').intersect(exactly('tier', 'x')), exactly('tier', 'x')];
const ODD = [
  exactly('app', 'a', 'b'),
  LabelSelector.of([['app', LabelConstraint.notIn(['a'])]]),
  LabelSelector.of([['app', LabelConstraint.exists()]]),
  LabelSelector.of([['app', LabelConstraint.doesNotExist()]]),
  LabelSelector.of([['app', LabelConstraint.notIn(['a'])], ['app', LabelConstraint.exists()]]),
  LabelSelector.of([['app', LabelConstraint.in(['a'])], ['app', LabelConstraint.in(['b'])]]),
];

const NAMESPACES = [{ name: 'own' }, { name: 'web' }, { labels: LabelSelector.EVERYTHING }, { labels: exactly('team', 'a') },
  { labels: exactly('kubernetes.io/metadata.name', 'own') }, { labels: exactly('kubernetes.io/metadata.name', 'web').intersect(exactly('team', 'a')) }];

function block(cidr: string, ...except: string[]): RulePeer {
  const addresses = except.reduce((left, text) => left.subtract(IpSet.cidr(parseCidr(text)!)), IpSet.cidr(parseCidr(cidr)!));
  return { type: 'addresses', addresses, pods: 'depends-on-cni', blocks: [{ cidr, except }] };
}

const BLOCKS = [block('0.0.0.0/0', '10.0.0.0/8'), block('10.0.0.0/8'), block('10.1.0.0/16'), block('10.1.2.0/24'), block('::/0'), block('2001:db8::/32')];

function peers(selectors: readonly LabelSelector[]): fc.Arbitrary<RulePeer> {
  const endpoints = fc.record({ namespaces: fc.constantFrom(...NAMESPACES), pods: fc.constantFrom(...selectors) });
  return fc.oneof(endpoints.map((one): RulePeer => ({ type: 'endpoints', endpoints: one })), fc.constantFrom(...BLOCKS));
}

const fixed = fc.oneof(
  fc.constantFrom(TrafficSet.NONE, TrafficSet.ALL, TrafficSet.of('TCP', PortSet.ALL)),
  fc.record({ protocol: fc.constantFrom('TCP' as const, 'UDP' as const), first: fc.constantFrom(53, 80, 81), more: fc.constantFrom(0, 0, 1, 9) })
    .map(({ protocol, first, more }) => TrafficSet.of(protocol, PortSet.range(first, first + more))),
);
const traffic: fc.Arbitrary<RuleTraffic> = fc.record({
  fixed: fc.array(fixed, { minLength: 1, maxLength: 2 }).map((parts) => parts.reduce((a, b) => a.union(b))),
  named: fc.array(fc.record({ name: fc.constantFrom('http', 'dns'), protocol: fc.constantFrom('TCP' as const, 'UDP' as const, undefined) }), { maxLength: 1 }),
});

function ruleLists(selectors: readonly LabelSelector[]): fc.Arbitrary<Rule[]> {
  return fc.array(fc.record({
    direction: fc.constant('ingress' as const),
    action: fc.constant('allow' as const),
    peers: fc.option(fc.array(peers(selectors), { maxLength: 4 }), { nil: undefined, freq: 8 }),
    traffic,
    origin: fc.constant({ label: 'a rule', path: [] }),
  }), { maxLength: 5 });
}

function manifestOf(rules: readonly Rule[]) {
  const policy: EncodablePolicy = { name: 'p', namespace: 'own', pods: LabelSelector.EVERYTHING, isolates: ['ingress'], rules };
  return encodeNetworkPolicy(policy);
}

function rulesOf(manifest: unknown): readonly Rule[] {
  const { policies, problems } = decode([{ value: JSON.parse(JSON.stringify(manifest)) }]);
  expect(problems).toEqual([]);
  expect(policies[0].isolates).toEqual(['ingress']);
  return policies[0].rules;
}

test('decode after encode means the same', () => {
  fc.assert(fc.property(ruleLists([...PLAIN, ...ODD]), (rules) => verdicts(rulesOf(manifestOf(rules))) === verdicts(rules)), SETTINGS);
});

test('encode after decode changes nothing more', () => {
  fc.assert(fc.property(ruleLists([...PLAIN, ...ODD]), (rules) => {
    const once = manifestOf(rules);
    expect(manifestOf(rulesOf(once))).toEqual(once);
  }), SETTINGS);
});

test('the order of rules, peers and ports does not matter, nor does saying them twice', () => {
  fc.assert(fc.property(ruleLists([...PLAIN, ...ODD]), (rules) => {
    const shuffled = [...rules].reverse().map((rule) => ({ ...rule, peers: rule.peers && [...rule.peers].reverse() }));
    expect(manifestOf([...shuffled, ...rules])).toEqual(manifestOf(rules));
  }), SETTINGS);
});

test('nothing can be left out: without any rule, peer or port the policy allows less', () => {
  fc.assert(fc.property(ruleLists(PLAIN), (rules) => {
    const manifest = manifestOf(rules);
    const all = verdicts(rulesOf(manifest));
    for (const less of smaller(manifest.spec.ingress ?? [])) {
      expect(verdicts(rulesOf({ ...manifest, spec: { ...manifest.spec, ingress: less } }))).not.toBe(all);
    }
  }), { ...SETTINGS, numRuns: cases(150) });
});

/** Every list with one rule, one of several peers, or one of several ports less. */
function* smaller(rules: readonly any[]): Generator<any[]> {
  for (const [i, rule] of rules.entries()) {
    const others = rules.filter((_, j) => j !== i);
    yield others;
    for (const field of ['from', 'ports']) {
      const items: any[] = rule[field] ?? [];
      if (items.length > 1) for (const item of items) yield [...others, { ...rule, [field]: items.filter((one) => one !== item) }];
    }
  }
}

test('a policy with thousands of peers is encoded without comparing every pair', () => {
  const blocks = Array.from({ length: 5000 }, (_, i) => block(`10.${i >> 8}.${i & 255}.0/24`));
  const pods = Array.from({ length: 5000 }, (_, i): RulePeer => ({ type: 'endpoints', endpoints: { namespaces: { name: 'own' }, pods: exactly('app', `a${i}`) } }));
  const rule: Rule = { direction: 'ingress', action: 'allow', peers: [...blocks, ...pods], traffic: { fixed: TrafficSet.ALL, named: [] }, origin: { label: '', path: [] } };
  const before = process.cpuUsage();
  expect(manifestOf([rule]).spec.ingress![0].from).toHaveLength(10000);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
});
