import { fail } from '../../errors';
import { show } from '../../text/show';
import { checkNamespaceName } from '../input';
import { checkPods } from './lists';
import { Peer } from './peer';
import type { PodSelector } from './pod-selector';

/** Some or all pods of a namespace that must be named. */
export function podsOfNamespace(namespace: unknown, pods: unknown, what: string, podsWhat: string): Peer {
  if (namespace === undefined) fail('namespace-required', `\`${what}\` must name a namespace, got none`, 'look it up with `kubectl get namespaces`');
  const name = checkNamespaceName(namespace, `\`${what}\``);
  if (pods === undefined) return Peer.namespace(name);
  const selector = checkPods(pods, podsWhat);
  const known = selector._namespace();
  if (known !== undefined && known !== name) {
    fail('pods-elsewhere', `the pods of \`${podsWhat}\` must be in \`${what}\`, got ${show(known)} and ${show(name)}`, 'name the namespace of the pods');
  }
  return peerIn(name, selector);
}

/** Pods of another namespace, as a selector in that namespace would match them. */
export function peerIn(namespace: string, pods: PodSelector): Peer {
  const peer = Peer.selected(pods);
  const elsewhere: Pick<Peer, '_peers' | '_ports' | '_each' | '_isFixed'> = {
    _peers: () => peer._peers(namespace), _ports: () => peer._ports(), _each: () => [elsewhere as Peer], _isFixed: () => pods._isFixed?.() ?? false,
  };
  return elsewhere as Peer;
}
