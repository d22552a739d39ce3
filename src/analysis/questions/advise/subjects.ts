import { Direction, Policy, Workload } from '../../../model';
import { Labels, LabelSelector } from '../../../sets';
import { labelsFor } from '../../what-if/labels';
import { workloadLabel, AnalysisSession } from '../../session/session';
import { lastingLabels } from '../../ends/owners';
import { listed } from '../../../text/lists';

/** Names pods by the fewest labels that last, as an owner's template has them. */
export class AdvisedSubjects {
  private readonly workloads: readonly Workload[];
  private readonly known = new Map<string, LabelSelector | undefined>();
  private readonly labels = new Map<string, readonly string[]>();

  /** `fenced`: namespaces whose pods are all isolated by the advice itself. */
  public constructor(private readonly base: AnalysisSession, private readonly fenced: ReadonlySet<string>) {
    this.workloads = base.decoded.cluster.workloads;
  }

  /** The pods of a policy that opens a workload; all of them are isolated already, so the policy isolates no further pod. */
  public subject(position: number, direction: Direction): LabelSelector | undefined {
    return this.once(`${direction}/${position}`, () => {
      const { namespace } = this.workloads[position];
      if (this.fenced.has(namespace)) return this.named(position, () => true);
      return this.named(position, (one) => this.isolating(one, direction).length > 0)
        ?? this.isolating(position, direction).find((policy) => policy.namespace === namespace && this.isolatesAsMany(policy))?.subject.pods;
    });
  }

  /** The pods of a workload as the other end of a rule. */
  public peer(position: number): LabelSelector {
    return this.once(`peer/${position}`, () => this.named(position, () => true))!;
  }

  /** What is to be checked of a selector that stands for a workload: it may mean more than that one. */
  public checksOf(position: number, pods: LabelSelector): string[] {
    const { namespace } = this.workloads[position];
    const label = workloadLabel(this.workloads[position]);
    if (pods.isEverything()) return [`\`${label}\` has no labels of its own, so that every pod of ${namespace} is meant`];
    const others = this.meant(namespace, pods).filter((one) => one !== label);
    return others.length === 0 ? [] : [`no labels tell \`${label}\` from ${listed(others.map((one) => `\`${one}\``), 3)}, so that all are meant`];
  }

  /** The labels of the workloads that a selector means. */
  private meant(namespace: string, pods: LabelSelector): readonly string[] {
    const key = `${namespace} ${pods.key}`;
    let found = this.labels.get(key);
    if (found === undefined) {
      const inside = this.workloads.filter((workload) => workload.namespace === namespace && pods.match(workload) !== 'no');
      this.labels.set(key, (found = [...new Set(inside.map(workloadLabel))].sort()));
    }
    return found;
  }

  /** Whether every pod of a namespace is isolated, those to come included. */
  public isWhole(position: number, direction: Direction): boolean {
    if (this.fenced.has(this.workloads[position].namespace)) return true;
    return this.isolating(position, direction).some((policy) => policy.subject.pods.isEverything() && this.isolatesAsMany(policy));
  }

  private named(position: number, passes: (position: number) => boolean): LabelSelector | undefined {
    const workload = this.workloads[position];
    return labelsFor({ ...workload, labels: this.lasting(workload) }, this.workloads, ({ positions }) => positions.every(passes))?.selector;
  }

  /** The labels that all pods of an owner have, and those of its next revision, too. */
  private lasting(workload: Workload): Labels {
    const lasting = lastingLabels(workload.labels);
    const siblings = (this.base.identities().get(workloadLabel(workload))?.positions ?? []).map((position) => this.workloads[position].labels);
    const common = lasting.filter(([key, value]) => siblings.every((labels) => Object.hasOwn(labels, key) && labels[key] === value));
    return Object.fromEntries(common.length > 0 ? common : lasting);
  }

  private isolating(position: number, direction: Direction): Policy[] {
    const engine = this.base.engine();
    return engine.policies(direction, engine.classes.ofWorkload[position]).filter(({ policy, applies }) =>
      applies === 'definite' && policy.unread === undefined && policy.stage.isolating && policy.namespace !== undefined
      && policy.isolates.includes(direction))
      .map(({ policy }) => policy);
  }

  /** Whether a NetworkPolicy with the same selector isolates no further pod: some languages never mean pods on the host network. */
  private isolatesAsMany({ hostNetwork, namespace, subject }: Policy): boolean {
    return hostNetwork !== 'never' || !this.workloads.some(
      (one) => one.hostNetwork && one.namespace === namespace && subject.pods.match(one) !== 'no',
    );
  }

  private once(key: string, make: () => LabelSelector | undefined): LabelSelector | undefined {
    if (!this.known.has(key)) this.known.set(key, make());
    return this.known.get(key);
  }
}
