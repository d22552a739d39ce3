import type { Policy, RulePeer, Rule } from '../../model';
import { append, IpSet, LabelSelector, PROTOCOLS } from '../../sets';
import type { PlacedRule } from '../framework/context';

/**
 * Rules by what a rule needs to cover another one: it selects the pods of the other one's policy, and where many rules do, its first peer and
 * its first port. So the few that may cover a rule are found without a search through all of them.
 * INVARIANT: each rule of a namespace that covers a rule is among its candidates; test/lint/helpers/coverers.test.ts.
 */
export class Coverers {
  private readonly places = new Map<string, number[]>();
  private readonly crowded = new Map<string, ReadonlyMap<string, readonly number[]>>();

  public constructor(private readonly rules: readonly PlacedRule[]) {
    for (const [i, { policy, rule }] of rules.entries()) append(this.places, placeOf(policy, rule, neededLabel(policy.subject.pods)), i);
  }

  /** The rules of the same namespace that may cover the rule: those without a needed label first, else in their order. */
  public *candidates(placed: PlacedRule): Generator<PlacedRule> {
    for (const label of ['', ...labelsOf(placed.policy.subject.pods)]) {
      const place = placeOf(placed.policy, placed.rule, label);
      const all = this.places.get(place) ?? [];
      for (const i of all.length <= MAX_BUCKETS ? all : this.sieved(place, all, placed.rule)) yield this.rules[i];
    }
  }

  /** Those of a place with many rules that share a bucket with the rule, in their order. */
  private sieved(place: string, all: readonly number[], rule: Rule): readonly number[] {
    let buckets = this.crowded.get(place);
    if (buckets === undefined) this.crowded.set(place, (buckets = bucketsOf(all, this.rules)));
    const found = new Set<number>();
    for (const peer of peerToCover(rule)) for (const port of portToCover(rule)) for (const i of buckets.get(`${peer}|${port}`) ?? []) found.add(i);
    return [...found].sort((a, b) => a - b);
  }
}

function placeOf({ namespace }: Policy, { direction }: Rule, label: string): string {
  return `${direction} ${namespace ?? ''} ${label}`;
}

function bucketsOf(positions: readonly number[], rules: readonly PlacedRule[]): ReadonlyMap<string, readonly number[]> {
  const buckets = new Map<string, number[]>();
  for (const i of positions) {
    const { rule } = rules[i];
    for (const peer of peersCovered(rule)) for (const port of portsCovered(rule)) append(buckets, `${peer}|${port}`, i);
  }
  return buckets;
}

/** The bucket of rules that cover much, or more single things than are worth a bucket each. */
const ANY = '*';
const MAX_BUCKETS = 32;

function few(buckets: Iterable<string>): readonly string[] {
  const found = new Set(buckets);
  return found.size > MAX_BUCKETS || found.has(ANY) ? [ANY] : [...found];
}

function peersCovered({ peers }: Rule): readonly string[] {
  return few(peers === undefined ? [ANY] : peers.flatMap(bucketsOfPeer));
}

function bucketsOfPeer(peer: RulePeer): readonly string[] {
  if (peer.type === 'endpoints') return [`pods ${neededLabel(peer.endpoints.pods)}`];
  return peer.type === 'addresses' ? few(addressBuckets(peer.addresses)) : [peer.type];
}

function peerToCover({ peers }: Rule): readonly string[] {
  const first = peers?.find((peer) => peer.type !== 'addresses' || !peer.addresses.isEmpty());
  if (first === undefined) return [ANY];
  if (first.type === 'endpoints') return [ANY, 'pods ', ...labelsOf(first.endpoints.pods).map((label) => `pods ${label}`)];
  if (first.type !== 'addresses') return [ANY, first.type];
  const { family, value } = first.addresses.first()!;
  return [ANY, ...(family === 4 ? V4_SIZES.map((size) => bucketV4(value, size)) : V6_BITS.map((bits) => bucketV6(value, bits)))];
}

/** Ranges are sorted into the smallest of these blocks that holds them. */
const V4_SIZES = [2 ** 8, 2 ** 16, 2 ** 24];
const V6_BITS = [64n, 80n, 96n];

const bucketV4 = (value: number, size: number) => `v4 ${size} ${Math.floor(value / size)}`;
const bucketV6 = (value: bigint, bits: bigint) => `v6 ${bits} ${value >> bits}`;

function* addressBuckets({ v4, v6 }: IpSet): Generator<string> {
  for (const { first, last } of v4) {
    const size = V4_SIZES.find((one) => Math.floor(first / one) === Math.floor(last / one));
    yield size === undefined ? ANY : bucketV4(first, size);
  }
  for (const { first, last } of v6) {
    const bits = V6_BITS.find((one) => first >> one === last >> one);
    yield bits === undefined ? ANY : bucketV6(first, bits);
  }
}

function portsCovered({ traffic: { fixed, named } }: Rule): readonly string[] {
  return few(function* () {
    for (const { name } of named) yield `name ${name}`;
    for (const protocol of PROTOCOLS) {
      for (const { first, last } of fixed.ports(protocol).ranges()) {
        if (last - first >= MAX_BUCKETS) yield ANY;
        else for (let port = first; port <= last; port++) yield `${protocol} ${port}`;
      }
    }
  }());
}

function portToCover({ traffic: { fixed, named } }: Rule): readonly string[] {
  const protocol = PROTOCOLS.find((one) => !fixed.ports(one).isEmpty());
  if (protocol !== undefined) return [ANY, `${protocol} ${fixed.ports(protocol).ranges()[0].first}`];
  return named.length === 0 ? [ANY] : [ANY, `name ${named[0].name}`];
}

/** A label that every selected pod must have; empty if there is no such single label. */
function neededLabel(pods: LabelSelector): string {
  const single = pods.constraints.find(([, { cofinite, allowsAbsent, values }]) => !cofinite && !allowsAbsent && values.length === 1);
  return single === undefined ? '' : `${single[0]}=${single[1].values[0]}`;
}

/** The labels that a selected pod may need to have. */
function labelsOf(pods: LabelSelector): string[] {
  return pods.constraints.flatMap(([key, { cofinite, allowsAbsent, values }]) => (cofinite || allowsAbsent ? [] : values.map((value) => `${key}=${value}`)));
}
