/** The set of the versions of the policy API, of which a cluster has one. */
export const POLICY_API_VERSIONS = 'versions of policy.networking.k8s.io';
