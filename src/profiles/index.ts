import { CILIUM } from './cilium';
import type { Enforcement } from './enforcement';
import { KUBE_ROUTER } from './kube-router';

export type { Enforcement } from './enforcement';
export { COMPATIBLE, WORDS } from './words';
export { CILIUM, KUBE_ROUTER };

/** The agents whose behaviour was measured, by the name that `--cni` takes. */
export const MEASURED: readonly Enforcement[] = [CILIUM, KUBE_ROUTER];
