import { EndpointSelector, NAMESPACE_NAME_LABEL, Policy } from '../../../model';
import { IpSet, LabelSelector } from '../../../sets';
import { selectorText } from '../exposure/words';
import type { AnalysisSession } from '../../session/session';
import type { EndSpec, EndSpecs, Statement } from '../../invariants/statement';

/** The assumptions of a proof of this invariant, the most important first. */
export function assumptionsOf(session: AnalysisSession, statement: Statement, podRanges: IpSet): string[] {
  const assumptions = [
    session.profile.name === 'spec'
      ? 'the network agent follows the specification of the API, for every pod from its start'
      : `the network agent is ${session.profile.name} and behaves as measured (${session.profile.source})`,
    'the input holds all policies, and they and its namespaces stay as they are',
    'created pods do not run on the host network, and processes on nodes do not count: policies do not apply to them',
  ];
  const { policies } = session.decoded;
  if (policies.some(usesNamespaceLabels) || ends(statement).some(usesLabels)) {
    assumptions.push('the labels of the namespaces of the input stay as they are: anyone who may label namespaces can move them to other rules');
    const undeclared = [...session.decoded.cluster.namespaces.values()].filter(({ origin }) => origin === undefined).map(({ name }) => `\`${name}\``);
    if (undeclared.length > 0) assumptions.push(`the namespaces that the input does not declare have no labels but their names: ${undeclared.sort().join(', ')}`);
  }
  for (const spec of [...statement.except.flatMap(({ from, to }) => [...(from ?? []), ...(to ?? [])])]) {
    const who = takenFor(spec);
    if (who !== undefined) assumptions.push(who);
  }
  if (ends(statement).some((spec) => spec.type === 'addresses' || spec.type === 'outside') || statement.from === undefined) {
    assumptions.push('packets from outside arrive with the address that they were sent from, and packets to outside are judged by the address that they reach');
  }
  if (!podRanges.isEmpty()) assumptions.push(`pods get their addresses from ${podRanges.toCidrs().join(', ')}`);
  return [...new Set(assumptions)];
}

function ends({ from, to, except }: Statement): EndSpec[] {
  const flat = (specs: EndSpecs): EndSpec[] => (specs ?? []).flatMap((spec) => (spec.type === 'outside' ? [spec, ...flat(spec.of)] : [spec]));
  return [...flat(from), ...flat(to), ...except.flatMap((item) => [...flat(item.from), ...flat(item.to)])];
}

function usesLabels(spec: EndSpec): boolean {
  return spec.type === 'pods' && spec.namespaces !== undefined && namesOnly(spec.namespaces) === false;
}

function usesNamespaceLabels({ subject, rules }: Policy): boolean {
  const uses = ({ namespaces }: EndpointSelector) => 'labels' in namespaces && !namesOnly(namespaces.labels);
  return uses(subject) || rules.some(({ peers }) => peers?.some((peer) => peer.type === 'endpoints' && uses(peer.endpoints)));
}

function namesOnly(selector: LabelSelector): boolean {
  return selector.constraints.every(([key]) => key === NAMESPACE_NAME_LABEL);
}

/** Who can create pods that an exception allows. */
function takenFor(spec: EndSpec): string | undefined {
  if (spec.type === 'workload') return `anyone who may create pods in the namespace of \`${spec.name}\` can create pods that match it`;
  if (spec.type !== 'pods') return undefined;
  const labels = spec.pods.isEverything() ? '' : ` with ${selectorText(spec.pods)}`;
  const where = spec.namespace !== undefined ? `in \`${spec.namespace}\`` : spec.namespaces === undefined ? 'anywhere' : `in a namespace with ${selectorText(spec.namespaces)}, or may label namespaces,`;
  return `anyone who may create pods ${where} can create pods${labels}, which the invariant exempts`;
}
