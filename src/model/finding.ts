import type { Address, Protocol, TrafficSet } from '../sets';
import type { Workload } from './cluster';
import type { FieldPath, Origin } from './origin';
import type { Position } from './position';
import type { VerdictName } from './verdict';

/** How serious a finding is. */
export type Severity = 'error' | 'warning' | 'info';
/** The worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** One end of a connection that a finding shows. */
export interface WitnessEnd {
  /** `production/api[Deployment]`, or an address. */
  readonly label: string;
  readonly workload?: Workload;
  readonly address?: Address;
  /** Whether this end is not in the input, and is assumed because usual clusters have it. */
  readonly assumed?: boolean;
}

/** A connection that a user can try, and its verdict. */
export interface Witness {
  readonly source: WitnessEnd;
  readonly destination: WitnessEnd;
  readonly protocol: Protocol;
  /** 1 to 65535, of the destination. */
  readonly port: number;
  /** Its verdict under the profile of the run. */
  readonly verdict: Exclude<VerdictName, 'unknown'>;
  /** The verdict of the specification, if the agent deviates from it. */
  readonly spec?: VerdictName;
}

/** A mistake that a rule found: what, why, and the fix. */
export interface Finding {
  /** The id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** The mistake: lower case, no final stop, user input in backticks. */
  readonly message: string;
  /** All traffic between the ends that the message names which it is about. */
  readonly traffic?: TrafficSet;
  /** How many more pairs of pods it stands for. @default 0 */
  readonly morePairs?: number;
  /** What it follows from, the same for all findings of one cause. */
  readonly cause?: string;
  readonly why: string;
  readonly fix: string;
  /** `NetworkPolicy production/api`, or another thing of the input; for fingerprints and sorting. */
  readonly subject: string;
  readonly origin?: Origin;
  /** The field of the object. */
  readonly path: FieldPath;
  readonly witness?: Witness;
}

/** The position of the finding's field, if its object has positions. */
export function positionOf(finding: Finding): Position | undefined {
  return finding.origin?.document?.position(finding.path);
}

/** `production/api[Deployment] -> kube-system/kube-dns[Deployment] TCP 53: denied` */
export function formatWitness({ source, destination, protocol, port, verdict, spec }: Witness): string {
  const end = (it: WitnessEnd) => (it.assumed ? `${it.label} (assumed)` : it.label);
  return `${end(source)} -> ${end(destination)} ${protocol} ${port}: ${verdict}${spec === undefined ? '' : ` (the specification: ${spec})`}`;
}
