import { isDeepStrictEqual } from 'util';
import { Chart } from 'cdk8s';
import { append } from '../sets';
import type { AppModel } from './app-model';
import type { Fence } from './checks/fence';

/** Fences of one namespace and one name in one chart that agree write the same policies: one of each remains, and is a part of all of them. */
export function dropRepeatedParts(app: AppModel): void {
  const groups = new Map<string, Fence[]>();
  for (const fence of app.fences) append(groups, `${fence.namespace}/${fence.name}/${Chart.of(fence.construct).node.path}`, fence);
  for (const [first, ...others] of groups.values()) {
    for (const other of others) dropThose(app, other, first);
  }
}

function dropThose(app: AppModel, other: Fence, first: Fence): void {
  const partsOf = ({ parts }: Fence) => app.policies.filter(({ object }) => parts.has(object));
  const kept = new Map(partsOf(first).map((policy) => [policy.value.name, policy]));
  for (const policy of partsOf(other)) {
    const match = kept.get(policy.value.name);
    if (match === undefined || match === policy || !isDeepStrictEqual(match.object.toJson(), policy.object.toJson())) continue;
    app.removePolicy(policy);
    other.parts.add(match.object);
    const { node } = other.construct;
    if (node.defaultChild === policy.object) node.defaultChild = match.object;
  }
}
