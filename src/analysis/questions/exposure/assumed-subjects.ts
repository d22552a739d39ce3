import { matchPod, withAssumedPods } from '../../../engine';
import type { Policy } from '../../../model';
import type { AnalysisSession } from '../../session/session';

/** A session without workloads as if it had a pod for the subject of each policy, and the policies of which no pod can stand for all subjects. */
interface AssumedSubjects {
  readonly session: AnalysisSession;
  readonly notJudged: string[];
}

export function withAssumedSubjects(session: AnalysisSession): AssumedSubjects {
  const { cluster, policies } = session.decoded;
  const assumed = withAssumedPods(cluster, policies);
  if (assumed === undefined) return { session, notJudged: labelsOf(policies) };
  const { settled, subjects } = assumed;
  const workloads = subjects.map((pod) => ({ ...pod, kind: 'assumed Pod' }));
  const isJudged = ({ subject, unread }: Policy) => unread === undefined && subjects.some((pod) => matchPod(subject, pod, settled) === 'definite');
  return { session: session.withCluster({ ...settled, workloads }), notJudged: labelsOf(policies.filter((policy) => !isJudged(policy))) };
}

function labelsOf(policies: readonly Policy[]): string[] {
  return [...new Set(policies.map(({ origin }) => origin.label))].sort();
}
