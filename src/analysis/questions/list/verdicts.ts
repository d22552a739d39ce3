import { End, Engine, Reach, reasonsOf } from '../../../engine';
import type { Direction, VerdictName } from '../../../model';
import { AddressSet } from '../../../results/address-set';
import { INGRESS_CONTROLLER, type JudgedEnd, type VerdictLine } from '../../../results/connections';
import { IpSet, PortSet, TrafficSet } from '../../../sets';
import type { Identity, AnalysisSession } from '../../session/session';
import { openedBy, withController } from '../../pairs/ingress-routes';
import { outsideReach } from '../../pairs/outside';
import { alike, PairScan } from '../../pairs/pair-scan';
import { Traffic } from '../../../results/traffic';
import { positionsNamed } from '../../ends/ends';
import { Deciding } from './deciding';
import { choose, Focus, focusTest, PairTest } from './focus';
import { RuleTexts } from './rule-texts';

/** Every pair with what is known of it; what is denied with `all`. */
export function verdictLines(session: AnalysisSession, focus: Focus = {}, all = false): Generator<VerdictLine> {
  return new Verdicts(session, focus, all).lines();
}

/** Every pair with what is definitely and what is possibly allowed, why, and the deciding rules; what is denied only on request. */
export class Verdicts {
  private readonly identities: readonly Identity[];
  private readonly engine: Engine;
  private readonly classes: readonly (readonly number[])[];
  private readonly scan: PairScan;
  private readonly controller?: number;
  private readonly deciding: Deciding;
  private readonly texts = new RuleTexts();
  private readonly shows: PairTest;

  public constructor(private readonly session: AnalysisSession, private readonly focus: Focus = {}, private readonly all = false) {
    const extended = withController(session);
    this.identities = [...session.identities().values()];
    this.engine = extended.engine();
    this.deciding = new Deciding(this.engine);
    const { ofWorkload } = this.engine.classes;
    this.classes = this.identities.map(({ positions }) => [...new Set(positions.map((position) => ofWorkload[position]))]);
    this.scan = new PairScan([this.engine], this.classes.map((classes) => [classes]));
    this.controller = extended === session ? undefined : ofWorkload[session.decoded.cluster.workloads.length];
    const resolve = (name: string) => positionsNamed(session, name);
    const chosen = (names: readonly string[] = []) => choose(names, this.identities, this.controller !== undefined, resolve);
    this.shows = focusTest(focus, chosen(focus.workloads), chosen(focus.peers));
  }

  public *lines(): Generator<VerdictLine> {
    for (const source of this.identities.keys()) {
      yield* this.fromWorkload(source);
      yield* this.outside('egress', source);
    }
    for (const member of this.identities.keys()) yield* this.outside('ingress', member);
    yield* this.fromController();
  }

  private *fromWorkload(source: number): Generator<VerdictLine> {
    const found: [member: number, reach: Reach][] = [];
    for (const member of this.scan.listed(source)) if (member !== source) found.push([member, alike(this.scan.between(0, source, member))]);
    for (const bucket of this.scan.buckets) {
      const reach = alike(this.scan.toBucket(0, source, bucket));
      if (!this.all && reach.allowed.isEmpty() && reach.unknown.isEmpty()) continue;
      for (const member of bucket.members) if (!this.scan.isListed(member)) found.push([member, reach]);
    }
    for (const [member, reach] of found.sort(([a], [b]) => a - b)) {
      if (!this.shows(source, member)) continue;
      yield* this.linesOf(this.identities[source].label, this.identities[member].label, reach, this.classes[source], this.classes[member]);
    }
  }

  /** One line for all addresses that are judged alike. */
  private *outside(direction: Direction, member: number): Generator<VerdictLine> {
    const out = direction === 'egress';
    if (!this.shows(out ? member : undefined, out ? undefined : member)) return;
    const alikeOnes = new Map<string, { reach: Reach; addresses: IpSet; first: End }>();
    for (const { first, addresses, reaches } of outsideReach([this.engine], direction, [this.classes[member]])) {
      const reach = alike(reaches[0]);
      const key = `${reach.allowed.key}|${reach.unknown.key}`;
      const known = alikeOnes.get(key);
      if (known !== undefined) known.addresses = known.addresses.union(addresses);
      else alikeOnes.set(key, { reach, addresses, first });
    }
    for (const { reach, addresses, first } of alikeOnes.values()) {
      const [subject, peer] = [this.identities[member].label, { addresses: AddressSet._of(addresses) }];
      const tried = [first, ...this.classes[member].flatMap((c) => this.deciding.tried(direction, c, addresses))];
      if (out) yield* this.linesOf(subject, peer, reach, this.classes[member], tried);
      else yield* this.linesOf(peer, subject, reach, tried, this.classes[member]);
    }
  }

  /** What the controller of Ingress and Route may forward; nothing is known of it, so this is what every pod may do. */
  private *fromController(): Generator<VerdictLine> {
    if (this.controller === undefined) return;
    const { traffic } = openedBy(this.session.decoded.cluster);
    for (const [member, { label }] of this.identities.entries()) {
      const opened = traffic.get(label);
      if (opened === undefined || !this.shows(this.identities.length, member)) continue;
      const { allowed, unknown } = alike(this.classes[member].map((c) => this.engine.reach(this.controller!, c)));
      const reach = { allowed: allowed.intersect(opened), unknown: unknown.intersect(opened) };
      yield* this.linesOf(INGRESS_CONTROLLER, label, reach, [this.controller], this.classes[member]);
    }
  }

  private *linesOf(source: JudgedEnd, destination: JudgedEnd, reach: Reach, from: readonly End[], to: readonly End[]): Generator<VerdictLine> {
    const { connection } = this.focus;
    const parts: [VerdictName, TrafficSet][] = [['allowed', reach.allowed], ['unknown', reach.unknown]];
    if (this.all) parts.push(['denied', TrafficSet.ALL.subtract(reach.allowed).subtract(reach.unknown)]);
    for (const [verdict, traffic] of parts) {
      if (traffic.isEmpty() || (connection !== undefined && !traffic.contains(connection.protocol, connection.port))) continue;
      const asked = connection === undefined ? traffic : TrafficSet.of(connection.protocol, PortSet.single(connection.port));
      const { rules, reasons } = this.evidence(from, to, asked, verdict === 'unknown');
      yield { source, destination, verdict, traffic: Traffic._of(traffic), ...(verdict === 'unknown' && { reasons }), rules };
    }
  }

  private evidence(from: readonly End[], to: readonly End[], traffic: TrafficSet, explain: boolean): Pick<VerdictLine, 'rules'> & { reasons: string[] } {
    const rules = new Set<VerdictLine['rules'][number]>();
    const reasons = new Set<string>();
    const side = (direction: Direction, subjects: readonly End[], peers: readonly End[]) => {
      for (const classId of subjects) {
        if (typeof classId !== 'number') continue;
        for (const end of peers) {
          const decisions = this.deciding.of(direction, classId, end, traffic);
          for (const decision of decisions) rules.add(this.texts.of(direction, decision));
          if (explain) for (const reason of reasonsOf(this.engine, direction, classId, end, decisions)) reasons.add(reason);
        }
      }
    };
    side('egress', from, to);
    side('ingress', to, from);
    const classes = [from, to].map((ends) => ends.filter((end) => typeof end === 'number').length);
    if (reasons.size === 0) reasons.add(classes.some((count) => count > 1) ? 'the pods of one end are judged differently' : 'policies of equal priority disagree');
    return { rules: [...rules], reasons: [...reasons] };
  }
}
