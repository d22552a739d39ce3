import { Direction, Policy, Workload } from '../../../model';
import { Labels, LabelSelector } from '../../../sets';
import { labelsFor } from '../../what-if/labels';
import { workloadLabel, AnalysisSession } from '../../session/session';
import { lastingLabels } from '../../ends/owners';

/** Names pods by the fewest labels that last, as an owner's template has them. */
export class AdvisedSubjects {
  private readonly workloads: readonly Workload[];
  private readonly known = new Map<string, LabelSelector | undefined>();

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
        ?? this.isolating(position, direction).find((policy) => policy.namespace === namespace)?.subject.pods;
    });
  }

  /** The pods of a workload as the other end of a rule. */
  public peer(position: number): LabelSelector {
    return this.once(`peer/${position}`, () => this.named(position, () => true))!;
  }

  /** Whether every pod of a namespace is isolated, those to come included. */
  public isWhole(position: number, direction: Direction): boolean {
    if (this.fenced.has(this.workloads[position].namespace)) return true;
    return this.isolating(position, direction).some(({ subject }) => subject.pods.isEverything());
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
      applies === 'definite' && policy.unread === undefined && policy.stage.isolating && policy.namespace !== undefined && policy.isolates.includes(direction))
      .map(({ policy }) => policy);
  }

  private once(key: string, make: () => LabelSelector | undefined): LabelSelector | undefined {
    if (!this.known.has(key)) this.known.set(key, make());
    return this.known.get(key);
  }
}
