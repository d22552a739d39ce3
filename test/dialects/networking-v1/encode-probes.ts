import { NAMESPACE_NAME_LABEL, Rule } from '../../../src/model';
import { Address, Labels, parseAddress, Protocol } from '../../../src/sets';

/** The other end of a connection, concretely. */
type End = { readonly namespace: Labels; readonly pod: Labels } | { readonly address: Address };

/** A number, or a name that resolves to a number nobody else mentions. */
type Target = { readonly protocol: Protocol; readonly port: number | string };

/** Every way in which the vocabulary of the generators can tell ends apart, what it never mentions included. */
const ENDS: readonly End[] = [
  ...product(['own', 'web', 'else'], [undefined, 'a', 'z']).flatMap(([name, team]) =>
    product([undefined, 'a', 'b', 'z'], [undefined, 'x', 'z']).map(([app, tier]) => ({
      namespace: labels({ [NAMESPACE_NAME_LABEL]: name, team }),
      pod: labels({ app, tier }),
    }))),
  ...['9.9.9.9', '10.0.0.1', '10.1.0.1', '10.1.2.3', '10.2.0.1', '2001:db8::1', '2001:db8:1::1', '2001:db9::1'].map((text) => ({ address: parseAddress(text)! })),
];

const TARGETS: readonly Target[] = (['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
  [1, 52, 53, 54, 79, 80, 81, 82, 90, 91, 65535, 'http', 'dns'].map((port) => ({ protocol, port })));

/** Whether some rule allows it: the words of the API, one by one, without any algebra of rules. */
function allows(rules: readonly Rule[], end: End, { protocol, port }: Target): boolean {
  return rules.some(({ peers, traffic }) => {
    const named = traffic.named.some((other) => other.name === port && (other.protocol ?? protocol) === protocol);
    const open = typeof port === 'number' ? traffic.fixed.contains(protocol, port) : named || traffic.fixed.ports(protocol).isAll();
    return open && (peers === undefined || peers.some((peer) => {
      if (peer.type === 'addresses') return 'address' in end && peer.addresses.contains(end.address);
      if (peer.type !== 'endpoints' || !('pod' in end)) return false;
      const { namespaces, pods } = peer.endpoints;
      const at = 'name' in namespaces ? end.namespace[NAMESPACE_NAME_LABEL] === namespaces.name : namespaces.labels.matches(end.namespace);
      return at && pods.matches(end.pod);
    }));
  });
}

/** All verdicts as one text, for comparison. */
export function verdicts(rules: readonly Rule[]): string {
  return ENDS.map((end) => TARGETS.map((target) => (allows(rules, end, target) ? '1' : '0')).join('')).join('\n');
}

function product<A, B>(as: readonly A[], bs: readonly B[]): [A, B][] {
  return as.flatMap((a) => bs.map((b): [A, B] => [a, b]));
}

function labels(entries: Record<string, string | undefined>): Labels {
  return Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
