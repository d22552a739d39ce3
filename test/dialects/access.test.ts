import { Access } from '../../src/dialects/access';
import type { Workload } from '../../src/model';

const RBAC = { apiVersion: 'rbac.authorization.k8s.io/v1' };
const POD: Workload = { namespace: 'a', name: 'x', kind: 'Pod', labels: {}, ports: [], addresses: [], hostNetwork: false, replicas: 1, serviceAccount: 'op' };
const CRDS = { apiGroups: ['example.com', 'apps', 'storage.k8s.io'], resources: ['*'], verbs: ['get'] };
const PODS = { apiGroups: [''], resources: ['pods'], verbs: ['create'] };

function role(kind: string, name: string, ...rules: readonly object[]) {
  return { ...RBAC, kind, metadata: { name, namespace: 'a' }, rules };
}

function binding(kind: string, name: string, roleKind: string, account = 'op', namespace = 'a') {
  return { ...RBAC, kind, metadata: { name, namespace }, roleRef: { kind: roleKind, name }, subjects: [{ kind: 'ServiceAccount', name: account, namespace: 'a' }] };
}

function operatorsOf(...objects: readonly Record<string, unknown>[]) {
  const access = new Access('default');
  for (const object of objects) access.note(object);
  return access.operators([POD]);
}

test.each<[string, readonly Record<string, unknown>[], unknown]>([
  ['an account that may make pods and uses another group', [role('Role', 'r', PODS, CRDS), binding('RoleBinding', 'r', 'Role')], [{ namespace: 'a', groups: ['example.com'] }]],
  ['its two grants are in two roles', [
    role('ClusterRole', 'c', CRDS), binding('ClusterRoleBinding', 'c', 'ClusterRole'), role('Role', 'r', PODS), binding('RoleBinding', 'r', 'Role'),
  ], [{ namespace: 'a', groups: ['example.com'] }]],
  ['a binding for all namespaces', [role('ClusterRole', 'c', PODS, CRDS), binding('ClusterRoleBinding', 'c', 'ClusterRole')], [{ groups: ['example.com'] }]],
  ['a binding of such a role in another namespace', [role('ClusterRole', 'c', PODS, CRDS), binding('RoleBinding', 'c', 'ClusterRole', 'op', 'b')], [{ namespace: 'b', groups: ['example.com'] }]],
  ['it makes pods by a template', [
    role('Role', 'r', { apiGroups: ['apps'], resources: ['deployments'], verbs: ['*'] }, CRDS), binding('RoleBinding', 'r', 'Role'),
  ], [{ namespace: 'a', groups: ['example.com'] }]],
  ['it may only read pods', [role('Role', 'r', { ...PODS, verbs: ['get', 'list'] }, CRDS), binding('RoleBinding', 'r', 'Role')], []],
  ['it uses what is part of Kubernetes', [role('Role', 'r', PODS, { ...CRDS, apiGroups: ['apps', 'storage.k8s.io', '*'] }), binding('RoleBinding', 'r', 'Role')], []],
  ['no pod of the input runs as the account', [role('Role', 'r', PODS, CRDS), binding('RoleBinding', 'r', 'Role', 'default')], []],
  ['a role of the same name in another namespace', [role('Role', 'r', PODS, CRDS), binding('RoleBinding', 'r', 'Role', 'op', 'b')], []],
  ['kinds of another group', [{ ...role('Role', 'r', PODS, CRDS), apiVersion: 'example.com/v1' }, binding('RoleBinding', 'r', 'Role')], []],
])('%s', (_, objects, operators) => expect(operatorsOf(...objects)).toEqual(operators));
