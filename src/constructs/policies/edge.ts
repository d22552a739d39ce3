import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { appModelOf, Isolation } from '../../app';
import { encodeSelector } from '../../dialects/networking-v1/encode-selector';
import type { Direction } from '../../model';
import type { LabelSelector } from '../../sets';
import { show } from '../../text/show';
import { PolicyOptions } from '../input';
import { egressRule, ingressRule, peerIn, PendingRule, PodSelector, Port } from '../values';
import { PolicyConstruct } from './policy-construct';

interface End {
  readonly pods: PodSelector;
  readonly namespace: string;
}

/** An edge as its author wrote it, checked. */
interface EdgeDeclaration {
  readonly options: PolicyOptions;
  /** The first part of the names of both sides. */
  readonly name: string;
  readonly from: End;
  readonly to: End;
  readonly ports: Port[] | undefined;
  readonly reason: string | undefined;
  readonly isolate: boolean;
  readonly splitByChart: boolean;
}

/** Both sides of an edge. Without `isolate` they are written when the rest of the app is known. */
export class Edge {
  private readonly sides: readonly Side[];

  constructor(public readonly host: Construct, declaration: EdgeDeclaration) {
    const { from, to, ports, reason } = declaration;
    const out = egressRule({ peers: [peerIn(to.namespace, to.pods)], ports, reason });
    const inward = ingressRule(to.pods, { peers: [peerIn(from.namespace, from.pods)], ports, reason });
    this.sides = [new Side(host, declaration, 'egress', from, out), new Side(host, declaration, 'ingress', to, inward)];
    if (declaration.isolate) for (const side of this.sides) side.write();
    else appModelOf(host).defer(this);
  }

  public finalize(isolation: Isolation): string[] {
    const fenced = this.sides.filter((side) => side.isFenced(isolation));
    // where one side is missing both are written again, so the order is always the same
    if (!this.sides.every((side) => side.isWritten === fenced.includes(side))) {
      for (const side of this.sides) side.remove();
      for (const side of fenced) side.write();
    }
    if (fenced.length === 0) {
      const [out, inward] = this.sides.map((side) => side.sideText());
      return [`[edge-open] ${show(this.host.node.path)} would change nothing, got open ${out} and open ${inward}; ` +
        'fence one of the namespaces (`NamespaceFence`, `DefaultDeny`), or set `isolate: true` to isolate both ends'];
    }
    for (const side of this.sides.filter((one) => !fenced.includes(one))) appModelOf(this.host).notices.warn(side.openness(isolation));
    return [];
  }
}

/** One end of an edge: the pods whose own direction it opens. */
class Side {
  private policy?: PolicyConstruct;
  private byAllLabels = false;

  constructor(
    private readonly host: Construct,
    private readonly declaration: EdgeDeclaration,
    private readonly direction: Direction,
    private readonly end: End,
    private readonly rule: PendingRule,
  ) {}

  public get isWritten(): boolean {
    return this.policy !== undefined;
  }

  /** Pods are isolated by any of their labels; where the selector alone does not say so, the policy selects by all of them, and isolates no others. */
  public isFenced(isolation: Isolation): boolean {
    const { namespace, pods } = this.end;
    const isCovered = (selector: LabelSelector) => isolation.coverage(namespace, selector, this.direction) === 'all';
    this.byAllLabels = !isCovered(pods._selector()) && isCovered(pods._known());
    return this.byAllLabels || isCovered(pods._selector());
  }

  public write(): void {
    const { namespace, pods } = this.end;
    const name = `${this.declaration.name}-${this.direction}`;
    const { scope, id } = this.placeOf(name);
    this.policy = new PolicyConstruct(scope, id, { ...this.declaration.options, name }, {
      namespace,
      isolates: [this.direction],
      follows: !this.declaration.isolate,
      subject: () => (this.byAllLabels ? pods._known() : pods._selector()),
      rules: () => this.rule.resolve(namespace),
      reasons: () => [this.rule],
    }, this.host);
  }

  /** The construct that the policy is written in: where the sides go to the charts of their namespaces, one of its name in that chart. */
  private placeOf(name: string): { readonly scope: Construct; readonly id: string } {
    const { host, end: { namespace } } = this;
    const own = { scope: host, id: name };
    if (!this.declaration.splitByChart || Chart.of(host).namespace === namespace) return own;
    const chart = appModelOf(host).chartOf(namespace);
    if (chart === undefined) return own;
    return { scope: chart, id: chart.node.tryFindChild(name) === undefined ? name : `${name}-${host.node.addr}` };
  }

  /** `egress of pods … in namespace …` */
  public sideText(): string {
    return `${this.direction} of pods ${show(JSON.stringify(encodeSelector(this.end.pods._selector())))} in namespace ${show(this.end.namespace)}`;
  }

  public openness(isolation: Isolation): string {
    const some = isolation.coverage(this.end.namespace, this.end.pods._selector(), this.direction) === 'some';
    const what = `${show(this.host.node.path)} leaves ${this.sideText()} unwritten`;
    return some
      ? `${what}: policies of this app fence only some of these pods, and the others would be isolated; those that are fenced are not opened: narrow the pods, or set \`isolate: true\``
      : `${what}: no policy of this app fences it, so it is open`;
  }

  public remove(): void {
    const model = appModelOf(this.host);
    const policy = this.policy && model.policyOf(this.policy);
    if (policy !== undefined) model.removePolicy(policy);
    this.policy = undefined;
  }
}
