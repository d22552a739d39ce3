import type { Operator, Workload } from '../model';
import { append } from '../sets';
import { fieldsOf, groupOf, listOf, textOf } from './manifest';
import type { Fields } from './manifest';

/** What makes pods, when it is created. */
const TEMPLATES = ['daemonsets', 'deployments', 'statefulsets', 'replicasets', 'replicationcontrollers', 'jobs', 'cronjobs'];
const ANY = '*';

/** What a role grants, as far as it is asked here. */
interface Grant {
  readonly makesPods: boolean;
  /** API groups that are no part of Kubernetes. */
  readonly groups: readonly string[];
}

interface Binding {
  /** The namespace where it grants the role; absent if everywhere. */
  readonly namespace?: string;
  /** By `keyOf`. */
  readonly role: string;
}

/**
 * Roles and their bindings, collected to know the operators among the workloads.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export class Access {
  private readonly grants = new Map<string, Grant>();
  /** By the `NAMESPACE/NAME` of service accounts. */
  private readonly bindings = new Map<string, Binding[]>();

  constructor(private readonly defaultNamespace: string) {}

  /** Any object: those that are no role and no binding of one are passed over. */
  public note({ apiVersion, kind, metadata, rules, roleRef, subjects }: Fields): void {
    if (groupOf(textOf(apiVersion) ?? '') !== 'rbac.authorization.k8s.io') return;
    const { name, namespace } = fieldsOf(metadata);
    const own = textOf(namespace) ?? this.defaultNamespace;
    const isClusterWide = kind === 'ClusterRoleBinding';
    if (kind === 'Role' || kind === 'ClusterRole') {
      this.grants.set(keyOf(kind, own, name), grantOf(listOf(rules)));
    } else if (isClusterWide || kind === 'RoleBinding') {
      const role = fieldsOf(roleRef);
      const binding = { ...(!isClusterWide && { namespace: own }), role: keyOf(role.kind, own, role.name) };
      for (const subject of listOf(subjects).map(fieldsOf)) {
        if (subject.kind === 'ServiceAccount') append(this.bindings, `${textOf(subject.namespace) ?? own}/${String(subject.name)}`, binding);
      }
    }
  }

  /** Those of the workloads whose accounts may make pods and use kinds of other API groups. */
  public operators(workloads: readonly Workload[]): Operator[] {
    if (this.bindings.size === 0) return [];
    const accounts = new Set(workloads.map(({ namespace, serviceAccount = 'default' }) => `${namespace}/${serviceAccount}`));
    return [...accounts].flatMap((account) => {
      const granted = (this.bindings.get(account) ?? []).flatMap(({ namespace, role }) => {
        const grant = this.grants.get(role);
        return grant === undefined ? [] : [{ namespace, grant }];
      });
      const groups = [...new Set(granted.flatMap(({ grant }) => grant.groups))];
      if (groups.length === 0) return [];
      return granted.filter(({ grant }) => grant.makesPods)
        .map(({ namespace }): Operator => ({ ...(namespace !== undefined && { namespace }), groups }));
    });
  }
}

/** A Role is one of its namespace; a ClusterRole has none. */
function keyOf(kind: unknown, namespace: string, name: unknown): string {
  return kind === 'Role' ? `${namespace}/${String(name)}` : String(name);
}

function grantOf(rules: readonly unknown[]): Grant {
  let makesPods = false;
  const groups = new Set<string>();
  for (const rule of rules.map(fieldsOf)) {
    const [apiGroups, resources, verbs] = [rule.apiGroups, rule.resources, rule.verbs].map(listOf);
    const has = (list: readonly unknown[], ...wanted: readonly string[]) => list.includes(ANY) || wanted.some((item) => list.includes(item));
    const ofPods = has(apiGroups, '') && has(resources, 'pods') && has(verbs, 'create', 'patch', 'update');
    makesPods ||= ofPods || (has(apiGroups, 'apps', 'batch', '') && has(resources, ...TEMPLATES) && has(verbs, 'create', 'patch', 'update'));
    for (const group of apiGroups) if (typeof group === 'string' && isForeign(group)) groups.add(group);
  }
  return { makesPods, groups: [...groups] };
}

/** Whether a group is no part of Kubernetes: `apps` and `storage.k8s.io` are. */
function isForeign(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}
