import type { Stage } from '../model';

/**
 * All allows; a pod that a policy selects is denied the rest. Agents judge their own kinds together with NetworkPolicy, so all of these stand in
 * one stage; rules that deny are of such kinds only.
 */
export const NETWORK_POLICIES: Stage = { title: 'NetworkPolicy', rank: 200, isolating: true, deniesFirst: true };
