/**
 * Whether a node's address is that of the pod's own node. A pod's node always reaches it; whether the pod reaches its node under a policy
 * that isolates it depends on the CNI. Other nodes are policed like any address.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export type NodeRelation = 'own' | 'other' | 'possibly-own';
