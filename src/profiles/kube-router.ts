import { Cni, NOT_FOUND } from './cni';
import type { Enforcement } from './enforcement';
import { SPEC } from './spec';

/** kube-router with its iptables back end, as measured with packets: four deviations from the specification. */
export const KUBE_ROUTER: Enforcement = {
  ...SPEC,
  name: 'kube-router',
  blocksMatchPods: 'yes',
  hostNetwork: 'invisible',
  eitherDirectionSuffices: true,
  undeclaredNamesOpenAll: true,
  exceptCutsWholeRule: true,
  egressNamesFromOwnNamespace: true,
  source: 'recorded packets, main of August 2026, iptables back end (test/data/packets)',
};

const SOURCE = 'cloudnativelabs/kube-router 7c2c277 (v2.11.1), 2026-08-16';

/** kube-router: what it enforces, with the source of each fact. */
export const KUBE_ROUTER_CNI: Cni = {
  name: 'kube-router',
  title: 'kube-router',
  enforces: { answer: 'yes', source: SOURCE },
  endPort: { answer: 'yes', source: SOURCE },
  sctp: { answer: 'yes', note: 'inferred: the protocol is passed through', source: SOURCE },
  namedPorts: { answer: 'partly', note: 'names that no pod declares open every port; egress names without peers are looked up at home', source: KUBE_ROUTER.source },
  blocksMatchPods: { answer: 'yes', source: KUBE_ROUTER.source },
  hostNetwork: { answer: 'no', source: SOURCE },
  ipv6: { answer: 'yes', source: KUBE_ROUTER.source },
  ownNode: NOT_FOUND,
  enforcement: KUBE_ROUTER,
};
