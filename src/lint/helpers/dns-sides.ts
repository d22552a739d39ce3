import type { Cluster, Witness, Workload } from '../../model';
import { Address, formatAddress, parseAddress } from '../../sets';
import { isResolver } from '../framework/assumed-dns';
import type { LintContext } from '../framework/context';
import { DnsEnd, dnsWitness } from './dns';
import { INTERNET_V4 } from './outside';
import { singlePorts } from './packets';

const QUERIES = ['UDP', 'TCP'] as const;

/** What one side says of queries to a resolver: the client's egress, or the resolver's ingress. */
export function sideOf(context: LintContext, side: 'client' | 'resolver', c: number, { end, port }: DnsEnd): 'open' | 'unknown' | 'closed' {
  const { engine } = context;
  const [direction, own, peer] = side === 'client' ? ['egress', c, end as number] as const : ['ingress', end as number, c] as const;
  const { mayAllow, mayDeny } = engine.outcome(engine.row(direction, engine.rowNumber(direction, own)).at(peer));
  const open = QUERIES.filter((protocol) => mayAllow.contains(protocol, port));
  return open.length === 0 ? 'closed' : open.some((protocol) => !mayDeny.contains(protocol, port)) ? 'open' : 'unknown';
}

/** Whether a rule is meant for a resolver at an address: it opens one of those of platforms, or port 53 of a block that is not the internet. */
export function meansAddress(context: LintContext, c: number, ends: readonly DnsEnd[]): boolean {
  const isStated = context.cluster.facts?.dns !== undefined && !['kube-dns', 'open-shift'].includes(context.cluster.facts.dns) || runsNodeLocal(context);
  if (isStated && ends.some(({ pods, end, port }) => !pods && QUERIES.some((protocol) => context.verdict(c, end, protocol, port) !== 'denied'))) return true;
  const addresses = ends.flatMap(({ end }) => (typeof end === 'number' ? [] : [end]));
  return context.engine.applications('egress', c).some(({ policy }) => policy.rules.some(({ direction, action, peers = [], traffic: { fixed } }) => {
    if (direction !== 'egress' || action === 'deny' || !QUERIES.some((protocol) => fixed.contains(protocol, 53))) return false;
    const isForNames = singlePorts(fixed).some(({ port }) => port === 53);
    return peers.some((peer) => peer.type === 'addresses' && !peer.addresses.isEmpty() && !peer.addresses.contains(INTERNET_V4)
      && (isForNames || addresses.some((address) => peer.addresses.contains(address))));
  }));
}

/** Asked for each group of clients, and looked up once: a cluster may have as many groups as pods. */
function runsNodeLocal({ cluster }: LintContext): boolean {
  let found = NODE_LOCAL.get(cluster);
  if (found === undefined) {
    found = cluster.workloads.some(({ namespace, labels }) => namespace === 'kube-system' && labels['k8s-app'] === 'node-local-dns');
    NODE_LOCAL.set(cluster, found);
  }
  return found;
}

const NODE_LOCAL = new WeakMap<Cluster, boolean>();

/** An address of each of the blocks that networks of pods are taken from. @see RFC 1918 */
const PRIVATE: readonly Address[] = ['10.0.0.53', '172.16.0.53', '192.168.0.53'].map((text) => parseAddress(text)!);

/** A denied query to a resolver whose address is not known, if no address of the usual pod networks would be admitted. */
export function deniedAtPrivate(context: LintContext, c: number, dns: DnsEnd): Witness | undefined {
  const resolver = dns.shown.workload;
  if (resolver === undefined || resolver.addresses.length > 0) return undefined;
  if (PRIVATE.some((address) => QUERIES.some((protocol) => context.verdict(c, address, protocol, dns.port) !== 'denied'))) return undefined;
  const more = placed(context, resolver);
  const witness = dnsWitness(more.context, more.context.classOf(context.workloads(c)[0]), { ...dns, end: more.context.classOf(more.resolver) }, 'UDP', dns.port, 'denied');
  return witness && { ...witness, destination: { label: `${dns.shown.label} at ${formatAddress(PRIVATE[0])}`, workload: more.resolver, assumed: true } };
}

/** The same cluster with a private address for the resolver; few rules ask for it. */
function placed(context: LintContext, resolver: Workload): { readonly context: LintContext; readonly resolver: Workload } {
  let found = PLACED.get(context);
  if (found === undefined) {
    const there = { ...resolver, addresses: [PRIVATE[0]] };
    const isUnplaced = (workload: Workload) => isResolver(workload) && workload.addresses.length === 0;
    const others = context.cluster.workloads.filter((workload) => workload !== resolver && !isUnplaced(workload));
    PLACED.set(context, (found = { context: context.withCluster({ ...context.cluster, workloads: [...others, there] }), resolver: there }));
  }
  return found;
}

const PLACED = new WeakMap<LintContext, { readonly context: LintContext; readonly resolver: Workload }>();
