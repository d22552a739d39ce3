import { fail } from '../../errors';
import { IpSet, LabelSelector, parseCidr, PortSet, TrafficSet } from '../../sets';
import type { Labels } from '../../sets';
import { nearest } from '../../text/nearest';
import { EndSpec, Statement } from './statement';

/** What a ready-made invariant is about. */
interface Subject {
  readonly namespace?: string;
  readonly labels?: Labels;
}

interface Recipe {
  readonly what: string;
  /** The clause that asks for it. */
  readonly source: string;
  /** Whether it is about one namespace. */
  readonly namespace: boolean;
  make(subject: EndSpec): Pick<Statement, 'demand' | 'from' | 'to' | 'traffic' | 'directions' | 'isCalled'>;
}

const CIS = 'CIS Kubernetes Benchmark, 5.3.2: all namespaces have network policies defined';
const NSA = 'NSA/CISA Kubernetes Hardening Guide v1.2, Network separation and hardening';
const PCI = 'PCI DSS v4.0.1,';

const EVERY_POD: EndSpec = { type: 'pods', pods: LabelSelector.EVERYTHING };
const PODS_OF_THE_INPUT: EndSpec = { type: 'pods', pods: LabelSelector.EVERYTHING, existing: true };
const EVERY_ADDRESS: EndSpec = { type: 'addresses', addresses: IpSet.ALL };

/** Where clouds give credentials to any client: instance metadata, and credentials of tasks and pods. */
const METADATA: EndSpec = {
  type: 'addresses',
  addresses: ['169.254.169.254/32', '169.254.170.2/32', '169.254.170.23/32', '100.100.100.200/32', 'fd00:ec2::254/128', 'fd00:ec2::23/128', 'fd20:ce::254/128']
    .map((text) => IpSet.cidr(parseCidr(text)!)).reduce((set, one) => set.union(one)),
};

const CLUSTER_DNS: EndSpec = { type: 'pods', namespace: 'kube-system', pods: LabelSelector.labels({ 'k8s-app': 'kube-dns' }) };
const DNS = TrafficSet.of('UDP', PortSet.single(53)).union(TrafficSet.of('TCP', PortSet.single(53)));

const isolated = (): ReturnType<Recipe['make']> =>
  ({ demand: 'isolated', from: [PODS_OF_THE_INPUT], to: undefined, traffic: TrafficSet.ALL, directions: ['ingress', 'egress'] });
const never = (from: EndSpec, to: EndSpec): ReturnType<Recipe['make']> => ({ demand: 'never', from: [from], to: [to], traffic: TrafficSet.ALL });

/** Invariants that standards and guides ask for, by name. */
export const READY_MADE: Readonly<Record<string, Recipe>> = {
  'cis-5.3.2': { what: 'every pod of every namespace of the input is isolated both ways', source: CIS, namespace: false, make: isolated },
  'nsa-default-deny': { what: 'every pod of every namespace of the input is isolated both ways', source: `${NSA}: a default policy that denies all ingress and egress`, namespace: false, make: isolated },
  'nsa-metadata': { what: 'no pod reaches the metadata services of clouds', source: `${NSA}: cloud metadata services`, namespace: false, make: () => never(EVERY_POD, METADATA) },
  'pci-1.3.1': { what: 'nothing outside the namespace reaches its pods', source: `${PCI} 1.3.1: inbound traffic to the CDE is restricted`, namespace: true, make: (subject) => never({ type: 'outside', of: [subject] }, subject) },
  'pci-1.3.2': { what: 'the pods of the namespace reach nothing outside it', source: `${PCI} 1.3.2: outbound traffic from the CDE is restricted`, namespace: true, make: (subject) => never(subject, { type: 'outside', of: [subject] }) },
  'pci-1.4.2': { what: 'no address outside the cluster reaches the pods', source: `${PCI} 1.4.2: inbound traffic from untrusted networks is restricted`, namespace: true, make: (subject) => never(EVERY_ADDRESS, subject) },
  'pci-1.4.4': { what: 'no address outside the cluster reaches the pods that store account data', source: `${PCI} 1.4.4: what stores cardholder data is not directly accessible from untrusted networks`, namespace: true, make: (subject) => never(EVERY_ADDRESS, subject) },
  'dns': {
    what: 'every pod whose egress is isolated reaches the cluster DNS',
    source: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    namespace: false,
    make: () => ({ demand: 'always', from: [{ ...EVERY_POD, isolated: 'egress' } as EndSpec], to: [CLUSTER_DNS], traffic: DNS, isCalled: true }),
  },
};

export function readyMade(name: string, { namespace, labels }: Subject): Statement {
  const recipe = Object.hasOwn(READY_MADE, name) ? READY_MADE[name] : undefined;
  if (recipe === undefined) {
    const near = nearest(name, Object.keys(READY_MADE));
    return fail('unknown-invariant', `no invariant \`${name}\` is kept ready`, `${near === undefined ? '' : `did you mean \`${near}\`? `}known: ${Object.keys(READY_MADE).join(', ')}`);
  }
  if (recipe.namespace !== (namespace !== undefined) || (labels !== undefined && namespace === undefined)) {
    if (recipe.namespace) fail('invariant-subject', `\`${name}\` is about one namespace, got none`, 'name it with `namespace`');
    fail('invariant-subject', `\`${name}\` is about the whole cluster, so it takes neither \`namespace\` nor labels`, 'leave them out');
  }
  const subject: EndSpec = { type: 'pods', namespace: namespace ?? '', pods: labels === undefined ? LabelSelector.EVERYTHING : LabelSelector.labels(labels) };
  return { id: namespace === undefined ? name : `${name}-${namespace}`, reason: recipe.source, except: [], isReadyMade: true, ...recipe.make(subject) };
}
