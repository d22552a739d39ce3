import { decode } from '../../src/dialects';
import type { DecodeOptions, Decoded } from '../../src/dialects';
import type { RulePeer, Policy, Problem, Rule } from '../../src/model';

/** Decodes plain objects. */
export function read(objects: readonly unknown[], options?: DecodeOptions): Decoded {
  return decode(objects.map((value) => ({ value })), options);
}

/** The one policy that an object means. */
export function policyOf(object: unknown, options?: DecodeOptions): Policy {
  const { policies } = read([object], options);
  if (policies.length !== 1) throw new Error(`expected one policy, got ${policies.length}`);
  return policies[0];
}

export function errorsOf(decoded: Decoded): readonly Problem[] {
  return decoded.problems.filter(({ severity }) => severity === 'error');
}

/** What a policy does, as plain data: equal exactly for policies of equal meaning, however they were written. */
export function meaning(policy: Policy): unknown {
  return {
    stage: policy.stage,
    order: policy.order,
    namespace: policy.namespace,
    subject: [selection(policy.subject.namespaces), policy.subject.pods.toString()],
    isolates: [...policy.isolates].sort(),
    rules: policy.rules.map(ruleMeaning),
    hostNetwork: policy.hostNetwork,
    unread: policy.unread,
  };
}

export function ruleMeaning(rule: Rule): unknown {
  return {
    is: `${rule.action} ${rule.direction}`,
    peers: rule.peers?.map(peerMeaning),
    traffic: [rule.traffic.fixed.toString(), ...rule.traffic.named.map(({ name, protocol }) => `${protocol ?? '*'} ${name}`)],
  };
}

export function peerMeaning(peer: RulePeer): string {
  switch (peer.type) {
    case 'endpoints':
      return `pods ${selection(peer.endpoints.namespaces)} ${peer.endpoints.pods.toString()}`;
    case 'addresses':
      return `addresses ${peer.addresses.toCidrs().join(' ')} (pods ${peer.pods})`;
    case 'nodes':
      return `nodes ${peer.labels.toString()}`;
    case 'hosts':
      return `hosts${peer.own ? ' own' : ''}${peer.others ? ' others' : ''}`;
    case 'api-server':
      return `API server${peer.stated ? ' where stated' : ''}`;
    case 'all-of':
      return `all of ${peer.every.map((some) => `(${some.map(peerMeaning).join(' or ')})`).join(' and ')} but (${peer.none.map(peerMeaning).join(' or ')})`;
    case 'unreadable':
      return `unreadable ${peer.why}${peer.domains === undefined ? '' : ` [${peer.domains.join(' ')}]`}`;
  }
}

function selection(namespaces: Policy['subject']['namespaces']): string {
  return 'name' in namespaces ? `in ${namespaces.name}` : `where ${namespaces.labels.toString()}`;
}

/** A NetworkPolicy of namespace `shop` with a spec. */
export function networkPolicy(spec: unknown, metadata: object = {}): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace: 'shop', ...metadata }, spec };
}

export function adminPolicy(spec: object, metadata: object = {}): object {
  const whole = { priority: 10, subject: { namespaces: {} }, ...spec };
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'AdminNetworkPolicy', metadata: { name: 'a', ...metadata }, spec: whole };
}

export function baselinePolicy(spec: object, metadata: object = {}): object {
  const whole = { subject: { namespaces: {} }, ...spec };
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'BaselineAdminNetworkPolicy', metadata: { name: 'default', ...metadata }, spec: whole };
}

export function clusterPolicy(spec: object, metadata: object = {}): object {
  const whole = { tier: 'Admin', priority: 10, subject: { namespaces: {} }, ...spec };
  return { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name: 'c', ...metadata }, spec: whole };
}
