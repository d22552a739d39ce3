import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { appModelOf } from '../../app';
import { fail } from '../../errors';
import { show } from '../../text/show';
import { checkMetadata, checkObject, checkStem, PolicyOptions, ruleIdOf } from '../input';

/** What all parts of a fence have in common. */
export interface FenceFrame {
  readonly fence: Construct;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly ruleIds: Set<string>;
}

/** The options of a part, named after the fence; each id is given once. */
export function claimRuleId(frame: FenceFrame, id: string, options: PolicyOptions = {}): Required<PolicyOptions> {
  const ruleId = ruleIdOf(id, options.name);
  if (frame.ruleIds.has(ruleId) || frame.fence.node.tryFindChild(ruleId) !== undefined) {
    fail('rule-twice', `duplicate rule id ${show(ruleId)} in fence ${show(frame.name)}`, 'choose another id, or add to the first one with `addRule`');
  }
  if (options.name === undefined) checkStem(frame.name, `-${ruleId}`);
  const { name, labels, annotations } = checkMetadata(`${frame.name}-${ruleId}`, options);
  frame.ruleIds.add(ruleId);
  return { name, labels: { ...frame.labels, ...labels }, annotations: { ...frame.annotations, ...annotations } };
}

/** A rule of a fence is in the fence's namespace. */
export function checkRuleOptions(frame: FenceFrame, options: unknown): void {
  const { namespace } = checkObject(options, '{ pods: … }') as { readonly namespace?: unknown };
  if (namespace !== undefined && namespace !== frame.namespace) {
    fail('rule-namespace', `a rule of a fence is in the fence's namespace ${show(frame.namespace)}, got ${show(namespace)}`, 'leave `namespace` out, or write the policy outside of the fence');
  }
}

/** The id of a fence is its namespace; in a chart of another namespace that may be a mistake, and that namespace would not be fenced. */
export function warnOfOtherNamespace(fence: Construct, namespace: string, given: string | undefined): void {
  const other = Chart.of(fence).namespace;
  if (given !== undefined || other === undefined || other === namespace) return;
  appModelOf(fence).notices.warn(`${show(fence.node.path)} fences namespace ${show(namespace)}, while its chart writes to ${show(other)}; ` +
    `to fence that one, write \`namespace: '${other}'\``);
}

/** A Namespace has no namespace itself, but cdk8s would add that of the chart. */
export function writeNamespace({ fence, namespace, labels, annotations }: FenceFrame): void {
  const object = new ApiObject(fence, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels, annotations } });
  if (Chart.of(fence).namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}
