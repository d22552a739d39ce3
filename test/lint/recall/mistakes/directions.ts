import { block, policy, pods, ports } from '../../objects';
import type { Mistake } from '../mistake';
import { deployment, Site } from '../site';

/** All pods of the namespace are isolated by default. */
function denied({ objects, namespace }: Site): void {
  objects.push(policy(`${namespace}/default-deny`, { podSelector: {}, policyTypes: ['Ingress'] }));
}

export const DIRECTION_MISTAKES: readonly Mistake[] = [
  {
    what: 'rules for ingress, and only the type Egress',
    asked: 'kube-netpol KNP-007, KNP-010',
    found: ['inert-rules'],
    make: ({ policy: { spec } }) => void (spec.policyTypes = ['Egress']),
  },
  {
    what: 'rules for egress, and only the type Ingress',
    asked: 'policy-assistant `MissingPolicyTypesEgress`',
    found: ['inert-rules'],
    make: ({ policy: { spec } }) => void (spec.policyTypes = ['Ingress']),
  },
  {
    what: 'rules for egress only and no types, which closes ingress',
    asked: 'policy-assistant `MissingPolicyTypes`, thread #47',
    found: ['direction-closed'],
    make: ({ policy: { spec } }) => {
      delete spec.policyTypes;
      delete spec.ingress;
    },
  },
  {
    what: 'the type Egress without a section',
    asked: 'kube-netpol KNP-009, thread #20',
    found: ['direction-closed', 'dns-blocked'],
    silent: 'an info: `policyTypes` says that the direction is closed',
    make: ({ policy: { spec } }) => void delete spec.egress,
  },
  {
    what: 'an empty list for egress and no types, which closes nothing',
    asked: 'policy-assistant `MissingPolicyTypesEgress`',
    found: ['egress-left-open', 'inert-rules'],
    make: ({ policy: { spec } }) => {
      delete spec.policyTypes;
      spec.egress = [];
    },
  },
  {
    what: 'a policy called default-deny-egress with the type Ingress',
    asked: 'kubeaudit `MissingDefaultDenyEgress`',
    found: ['egress-left-open'],
    around: ({ policy: { spec } }) => {
      spec.policyTypes = ['Ingress'];
      delete spec.egress;
    },
    make: ({ objects, namespace }) => {
      objects.push(policy(`${namespace}/default-deny-egress`, { podSelector: {}, policyTypes: ['Ingress'] }));
      return `NetworkPolicy ${namespace}/default-deny-egress`;
    },
  },
  {
    what: 'a connection that one end allows and the other denies',
    asked: 'threads: both ends must agree',
    found: ['half-open-edge'],
    around: ({ objects, namespace }) => {
      objects.push(deployment(`${namespace}/backend`, { app: 'backend' }, { containerPort: 7070 }));
      objects.push(policy(`${namespace}/backend`, { podSelector: { matchLabels: { app: 'backend' } }, policyTypes: ['Ingress'], ingress: [{ from: [pods({ app: 'caller' })] }] }));
    },
    make: ({ policy: { spec } }) => void spec.egress!.push({ to: [pods({ app: 'backend' })], ports: ports('7070') }),
  },
  {
    what: 'a policy no longer restricts egress',
    asked: 'kube-score `pod-networkpolicy`, KNP-031, popeye 1204',
    found: ['pod-not-isolated-egress'],
    silent: 'an info: most policies restrict ingress only, on purpose',
    make: ({ policy: { spec }, namespace }) => {
      spec.policyTypes = ['Ingress'];
      delete spec.egress;
      return `Namespace ${namespace}`;
    },
  },
  {
    what: 'a policy is removed',
    asked: 'kube-score `pod-networkpolicy`, kube-linter `non-isolated-pod`, checkov CKV2_K8S_6',
    found: ['pod-not-isolated-ingress'],
    around: ({ objects, namespace }) => void objects.push(
      deployment(`${namespace}/kept`, { app: 'kept' }), policy(`${namespace}/kept`, { podSelector: { matchLabels: { app: 'kept' } }, policyTypes: ['Ingress'] }),
    ),
    make: ({ objects, policy: removed, namespace }) => {
      objects.splice(objects.indexOf(removed), 1);
      return `Namespace ${namespace}`;
    },
  },
  {
    what: 'a workload is added without a policy',
    asked: 'kubescape C-0260, polaris `missingNetworkPolicy`',
    found: ['pod-not-isolated-ingress'],
    make: ({ objects, namespace }) => {
      objects.push(deployment(`${namespace}/added`, { app: 'added' }, { containerPort: 8080 }));
      return `Namespace ${namespace}`;
    },
  },
  {
    what: 'the default deny of the namespace is removed',
    asked: 'kubeaudit `MissingDefaultDeny`, kube-netpol KNP-030, CIS 5.3.2',
    found: ['new-pod-not-isolated', 'pod-not-isolated-ingress'],
    around: denied,
    make: ({ objects, namespace }) => {
      objects.pop();
      return `Namespace ${namespace}`;
    },
  },
  {
    what: 'IPv4 only, where pods have both families',
    asked: 'threads: dual stack',
    found: ['v4-only-in-dual-stack'],
    around: ({ objects, namespace, policy: { spec } }) => {
      const labels = spec.podSelector.matchLabels;
      objects.push({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name: 'both', labels }, spec: { containers: [] }, status: { podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] } });
    },
    make: ({ policy: { spec } }) => void spec.egress!.push({ to: [block('0.0.0.0/0', '10.0.0.0/8', '169.254.0.0/16')], ports: ports('443') }),
  },
];
