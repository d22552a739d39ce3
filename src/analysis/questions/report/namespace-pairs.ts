import type { Decision, Engine } from '../../../engine';
import type { Direction } from '../../../model';
import type { DecidingRule } from '../../../results/deciding-rule';
import type { NamespacePair, NamespacePairs } from '../../../results/report-register';
import { Traffic } from '../../../results/traffic';
import { PortSet, TrafficSet } from '../../../sets';
import { packetOf } from '../../ends/packets';
import { groupsOf } from '../../pairs/groups';
import { alike, PairScan } from '../../pairs/pair-scan';
import type { AnalysisSession } from '../../session/session';
import { RuleTexts } from '../list/rule-texts';

/** With so many namespaces at most, pairs of which all is denied are listed, too. */
const MAX_WITH_DENIED = 40;
/** The most pairs. */
const MAX_PAIRS = 20_000;
/** The most rules that a pair names. */
const MAX_RULES = 6;
/** The most packets by which the rules of two groups of pods are looked for. */
const MAX_PACKETS = 6;

interface Sum {
  allowed: TrafficSet;
  unknown: TrafficSet;
  readonly rules: Set<DecidingRule>;
}

/** What passes between each two namespaces, and which rules decide it; a namespace and itself are its pods among each other. */
export function namespacePairs(session: AnalysisSession): NamespacePairs {
  return new Finder(session).all();
}

class Finder {
  private readonly engine: Engine;
  private readonly texts = new RuleTexts();
  private readonly sums = new Map<string, Map<string, Sum>>();
  private count = 0;
  private isCut = false;

  public constructor(private readonly session: AnalysisSession) {
    this.engine = session.engine();
  }

  public all(): NamespacePairs {
    const identities = [...this.session.identities().values()];
    const groups = groupsOf(identities, [this.engine]);
    const namespaces = groups.map((group) => [...new Set(group.identities.map((i) => identities[i].namespace))]);
    const members = groups.map(({ member }) => member);
    this.addAllowed(members, namespaces);
    const names = [...new Set(namespaces.flat())].sort();
    const listsDenied = names.length <= MAX_WITH_DENIED;
    if (listsDenied) this.addDenied(names, members.map(([classes]) => classes), namespaces);
    return { pairs: this.pairs(), listsDenied, isCut: this.isCut };
  }

  private addAllowed(members: readonly (readonly (readonly number[])[])[], namespaces: readonly (readonly string[])[]): void {
    const scan = new PairScan([this.engine], members);
    const inBucket = scan.buckets.map((bucket) => {
      const found = new Map<string, number[]>();
      for (const member of bucket.members) for (const name of namespaces[member]) found.set(name, [...found.get(name) ?? [], member]);
      return found;
    });
    // what a bucket lets through is the same for many sources
    const done = new Map<string, Set<string>>();
    for (const source of members.keys()) {
      for (const destination of scan.listed(source)) {
        const { allowed, unknown } = alike(scan.between(0, source, destination));
        if (allowed.isEmpty() && unknown.isEmpty()) continue;
        for (const from of namespaces[source]) {
          for (const to of namespaces[destination]) this.add(from, to, { allowed, unknown }, members[source][0], members[destination][0]);
        }
      }
      for (const [b, bucket] of scan.buckets.entries()) {
        const { allowed, unknown } = alike(scan.toBucket(0, source, bucket));
        if (allowed.isEmpty() && unknown.isEmpty()) continue;
        for (const from of namespaces[source]) {
          const key = `${from} ${b} ${allowed.key} ${unknown.key}`;
          let known = done.get(key);
          if (known === undefined) done.set(key, (known = new Set()));
          for (const [to, list] of inBucket[b]) {
            if (known.has(to)) continue;
            const example = list.find((member) => !scan.isListed(member));
            if (example === undefined) continue;
            known.add(to);
            this.add(from, to, { allowed, unknown }, members[source][0], members[example][0]);
          }
        }
      }
    }
  }

  private add(from: string, to: string, { allowed, unknown }: Pick<Sum, 'allowed' | 'unknown'>, sources: readonly number[], destinations: readonly number[]): void {
    const sum = this.sumOf(from, to);
    if (sum === undefined) return;
    sum.allowed = sum.allowed.union(allowed);
    sum.unknown = sum.unknown.union(unknown);
    if (sum.rules.size > MAX_RULES) return;
    const traffic = allowed.union(unknown);
    for (const source of sources) {
      for (const destination of destinations) {
        this.opening(sum, 'egress', source, destination, traffic);
        this.opening(sum, 'ingress', destination, source, traffic);
      }
    }
  }

  /** The rules of one side that let some traffic through, or may. */
  private opening({ rules }: Sum, direction: Direction, subject: number, peer: number, traffic: TrafficSet): void {
    let rest = traffic;
    for (let i = 0; i < MAX_PACKETS && !rest.isEmpty() && rules.size <= MAX_RULES; i++) {
      const { protocol, port } = packetOf(rest);
      const decisions = this.engine.decisions(direction, subject, peer, protocol, port).filter(({ effect }) => effect === 'allow' || effect === 'unread');
      this.note(rules, direction, decisions);
      // where no policy isolates, no rule is needed
      if (decisions.length === 0) return;
      const told = decisions.flatMap(({ rule }) => (rule === undefined ? [] : [rule.traffic.fixed]));
      rest = rest.subtract(TrafficSet.unionOf([...told, TrafficSet.of(protocol, PortSet.range(port, port))]));
    }
  }

  /** The pairs of which nothing is allowed or unknown, with the rules and policies that deny it. */
  private addDenied(names: readonly string[], members: readonly (readonly number[])[], namespaces: readonly (readonly string[])[]): void {
    const classesIn = new Map(names.map((name) => [name, [...new Set(members.filter((_, i) => namespaces[i].includes(name)).flat())]] as const));
    for (const [from, sources] of classesIn) {
      for (const [to, destinations] of classesIn) {
        if (this.sums.get(from)?.has(to) === true) continue;
        const sum = this.sumOf(from, to);
        if (sum === undefined) return;
        // where neither side denies everything, both do together
        for (const isWhole of [true, false]) {
          if (sum.rules.size > 0) break;
          for (const source of sources) {
            for (const destination of destinations) {
              if (sum.rules.size > MAX_RULES) break;
              this.closing(sum, 'ingress', destination, source, isWhole);
              this.closing(sum, 'egress', source, destination, isWhole);
            }
          }
        }
      }
    }
  }

  /** What denies at one side. `isWhole`: only if it denies everything. */
  private closing({ rules }: Sum, direction: Direction, subject: number, peer: number, isWhole: boolean): void {
    if (isWhole && !this.engine.outcome(this.engine.entry(direction, subject, peer)).mayAllow.isEmpty()) return;
    const { protocol, port } = packetOf(TrafficSet.ALL);
    this.note(rules, direction, this.engine.decisions(direction, subject, peer, protocol, port).filter(({ effect }) => effect !== 'allow' && effect !== 'pass'));
  }

  private note(rules: Set<DecidingRule>, direction: Direction, decisions: readonly Decision[]): void {
    for (const decision of decisions) if (rules.size <= MAX_RULES) rules.add(this.texts.of(direction, decision));
  }

  private sumOf(from: string, to: string): Sum | undefined {
    let row = this.sums.get(from);
    if (row === undefined) this.sums.set(from, (row = new Map()));
    let sum = row.get(to);
    if (sum === undefined) {
      if (this.count >= MAX_PAIRS) {
        this.isCut = true;
        return undefined;
      }
      this.count++;
      row.set(to, (sum = { allowed: TrafficSet.NONE, unknown: TrafficSet.NONE, rules: new Set() }));
    }
    return sum;
  }

  private pairs(): NamespacePair[] {
    return sorted(this.sums).flatMap(([source, row]) => sorted(row).map(([destination, { allowed, unknown, rules }]): NamespacePair => ({
      ...{ source, destination, allowed: Traffic._of(allowed), unknown: Traffic._of(unknown) },
      rules: [...rules].slice(0, MAX_RULES),
      hasFurther: rules.size > MAX_RULES,
    })));
  }
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
