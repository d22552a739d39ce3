export { addressPeers } from './addresses';
export { type CustomDnsOptions, checkDns, DnsProfile, type NodeLocalDnsOptions } from './dns-profile';
export { LabelExpression } from './label-expression';
export { checkPods, checkPorts, requirePorts } from './lists';
export { peerIn, podsOfNamespace } from './namespace-peers';
export { Peer } from './peer';
export { PodSelector, type PodSelectorOptions } from './pod-selector';
export { Port } from './port';
export { egressRule, ingressRule, type PendingRule, resolveAll } from './rules';
