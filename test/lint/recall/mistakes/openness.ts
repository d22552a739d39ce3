import { admin, block, namespaces, pod, pods, policy, ports } from '../../objects';
import type { Mistake } from '../mistake';
import type { Json } from '../site';

const EVERYWHERE = { namespaces: {} };

/** An AdminNetworkPolicy about the pods of all namespaces. */
function admins(name: string, priority: number, ...ingress: Json[]): Json {
  return admin(name, priority, { subject: EVERYWHERE, ingress });
}

export const OPENNESS_MISTAKES: readonly Mistake[] = [
  { what: 'an empty rule for ingress', asked: 'kubeaudit `AllowAllIngress`, kube-netpol KNP-011', found: ['allow-all-rule'], make: ({ policy: { spec } }) => void (spec.ingress = [{}]) },
  { what: 'an empty rule for egress', asked: 'kubeaudit `AllowAllEgress`, kube-netpol KNP-014', found: ['allow-all-rule'], make: ({ policy: { spec } }) => void (spec.egress = [{}]) },
  { what: 'an empty list of peers, meant as no one', asked: 'threads: `from: []` is everyone', found: ['allow-all-rule'], make: ({ policy: { spec } }) => void (spec.ingress = [{ from: [] }]) },
  {
    what: 'a policy that allows all, beside it',
    asked: 'policy-assistant `TargetAllIngressAllowed`',
    found: ['allow-all-rule'],
    make: ({ objects, namespace }) => {
      objects.push(policy(`${namespace}/open`, { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] }));
      return `NetworkPolicy ${namespace}/open`;
    },
  },
  {
    what: 'ingress from 0.0.0.0/0 at every port',
    asked: 'trivy KUBE-0001, kube-netpol KNP-016',
    found: ['ingress-from-anywhere', 'allow-all-rule', 'sensitive-port-exposed'],
    make: ({ policy: { spec } }) => void (spec.ingress = [{ from: [block('0.0.0.0/0')] }]),
  },
  {
    what: 'egress to 0.0.0.0/0',
    asked: 'trivy KUBE-0002, kubescape C-0052',
    found: ['metadata-service-open'],
    make: ({ policy: { spec } }) => void spec.egress!.push({ to: [block('0.0.0.0/0')] }),
  },
  {
    what: 'egress to ::/0',
    asked: 'kube-netpol KNP-017, KNP-020',
    found: ['metadata-service-open'],
    make: ({ policy: { spec } }) => void spec.egress!.push({ to: [block('::/0')] }),
  },
  {
    what: 'egress to the internet at every port, without a peer',
    asked: 'kubescape C-0256',
    found: ['metadata-service-open'],
    make: ({ policy: { spec } }) => void spec.egress!.push({ ports: ports('80', '443') }),
  },
  {
    what: 'pods by a block of their addresses',
    asked: 'threads: `ipBlock` and pods',
    found: ['block-over-cluster-addresses'],
    around: ({ objects }) => void objects.push(pod('platform/collector', { app: 'collector' }, { ip: ['10.244.1.7'] })),
    make: ({ policy: { spec } }) => void (spec.ingress![0].from = [block('10.244.1.0/24')]),
  },
  {
    what: 'pods by a block of their addresses, on Cilium',
    asked: 'threads: `ipBlock` matches no pods there',
    found: ['block-misses-pods'],
    cni: 'cilium',
    around: ({ objects }) => void objects.push(pod('platform/collector', { app: 'collector' }, { ip: ['10.244.1.7'] })),
    make: ({ policy: { spec } }) => void (spec.ingress![0].from = [block('10.244.1.0/24')]),
  },
  {
    what: 'a rule that another policy makes void',
    asked: 'kube-netpol KNP-029',
    found: ['shadowed-rule'],
    make: ({ objects, namespace, policy: { spec } }) => void objects.push(policy(`${namespace}/wide`, { podSelector: spec.podSelector, policyTypes: ['Ingress'], ingress: [{ from: [pods({})] }] })),
  },
  {
    what: 'a rule for one pod beside one for the whole namespace',
    asked: 'kube-netpol KNP-028',
    found: ['shadowed-rule'],
    make: ({ policy: { spec } }) => void spec.ingress!.push({ from: [pods({})] }),
  },
  {
    what: 'every namespace is admitted at every port',
    asked: 'kubescape C-0054, kube-netpol KNP-033',
    found: ['open-to-every-namespace'],
    silent: 'an info: it is written as it is meant',
    make: ({ policy: { spec } }) => void (spec.ingress = [{ from: [namespaces({})] }]),
  },
  {
    what: 'a rule of an administrator behind a wider one',
    asked: 'threads: `Pass` and order',
    found: ['admin-rule-never-reached'],
    make: ({ objects }) => {
      objects.push(admins('order', 10, { action: 'Allow', from: [EVERYWHERE] }, { action: 'Deny', from: [EVERYWHERE] }));
      return 'AdminNetworkPolicy order';
    },
  },
  {
    what: 'two policies of administrators with one priority',
    asked: 'np-guard: equal priority',
    found: ['equal-priority-conflict'],
    around: ({ objects }) => void objects.push(admins('first', 10, { action: 'Pass', from: [EVERYWHERE] })),
    make: ({ objects }) => {
      objects.push(admins('second', 10, { action: 'Deny', from: [EVERYWHERE] }));
      return 'AdminNetworkPolicy second';
    },
  },
];
