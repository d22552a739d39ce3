import { CILIUM } from './cilium';
import type { Enforcement } from './enforcement';
import { KUBE_ROUTER } from './kube-router';

export type { Enforcement } from './enforcement';
export type { Cni, Fact } from './cni';
export { CNIS } from './cnis';
export { enforcementOf, isSpecification } from './cni';
export type { DnsPlace } from './dns';
export { AKS_LOCAL_DNS, GKE_CLOUD_DNS, KUBE_DNS, NODE_LOCAL_ADDRESS, OPEN_SHIFT_DNS } from './dns';
export { COMPATIBLE, NO_DEVIATIONS, SPEC } from './spec';
export { CILIUM, KUBE_ROUTER };

/** The agents whose behaviour was measured, by the name that `--cni` takes. */
export const MEASURED: readonly Enforcement[] = [CILIUM, KUBE_ROUTER];
