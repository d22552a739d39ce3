import type { Enforcement } from './enforcement';
import { WORDS } from './words';

/** kube-router with its iptables back end, as measured with packets: four departures from the words of the API. */
export const KUBE_ROUTER: Enforcement = {
  ...WORDS,
  name: 'kube-router',
  blocksMatchPods: 'yes',
  hostNetwork: 'invisible',
  eitherDirectionSuffices: true,
  undeclaredNamesOpenAll: true,
  exceptCutsWholeRule: true,
  egressNamesFromOwnNamespace: true,
  source: 'recorded packets, main of August 2026, iptables back end (test/data/packets)',
};
