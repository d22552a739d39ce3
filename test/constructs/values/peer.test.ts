import { Peer, PodSelector } from '../../../src/constructs/values';
import type { RulePeer } from '../../../src/model';
import { parseAddress } from '../../../src/sets';
import { isConstant } from './constant';

/** A model peer as text: where, and which pods. */
function text(peer: RulePeer): string {
  if (peer.type === 'addresses') return peer.blocks!.map(({ cidr, except }) => [cidr, ...except].join(' - ')).join(' + ');
  if (peer.type !== 'endpoints') throw new Error(peer.type);
  const { namespaces, pods } = peer.endpoints;
  return `${'name' in namespaces ? namespaces.name : `{${namespaces.labels.toString()}}`} / ${pods.toString()}`;
}

test.each<[string, Peer, string[] | undefined]>([
  ['pods of the own namespace', Peer.pods({ app: 'x' }), ['own / "app"["x"]']],
  ['pods of another namespace', Peer.podsIn('web', { app: 'x' }), ['web / "app"["x"]']],
  ['selected pods', Peer.selected(PodSelector.labels({ app: 'x' })), ['own / "app"["x"]']],
  ['all pods, selected', Peer.selected(PodSelector.all()), ['own / ']],
  ['the own namespace', Peer.ownNamespace(), ['own / ']],
  ['a namespace', Peer.namespace('web'), ['web / ']],
  ['namespaces by labels', Peer.namespacesLabelled({ team: 'a' }), ['{"team"["a"]} / ']],
  ['a namespace by its name label', Peer.namespacesLabelled({ 'kubernetes.io/metadata.name': 'web' }), ['web / ']],
  ['pods in namespaces by labels', Peer.podsInNamespacesLabelled({ team: 'a' }, { app: 'x' }), ['{"team"["a"]} / "app"["x"]']],
  ['every namespace', Peer.everyNamespace(), ['{} / ']],
  ['pods of every namespace', Peer.podsInEveryNamespace({ app: 'x' }), ['{} / "app"["x"]']],
  ['a block', Peer.cidr('10.0.0.0/8'), ['10.0.0.0/8']],
  ['a block without exceptions', Peer.cidr('10.0.0.0/8', []), ['10.0.0.0/8']],
  ['an upper-case IPv6 block', Peer.cidr('2001:DB8::/32'), ['2001:db8::/32']],
  ['an IPv6 block in full', Peer.cidr('2001:0db8:0000:0000:0000:0000:0000:0012/128'), ['2001:db8::12/128']],
  ['exceptions, sorted, each once, without those inside another', Peer.cidr('10.0.0.0/8', ['10.9.0.0/16', '10.1.1.0/24', '10.1.0.0/16', '10.1.0.0/16']),
    ['10.0.0.0/8 - 10.1.0.0/16 - 10.9.0.0/16']],
  ['anyone', Peer.anyone(), undefined],
  ['a peer is itself', Peer.of(Peer.namespace('web')), ['web / ']],
  ['a selector', Peer.of(PodSelector.labels({ app: 'x' })), ['own / "app"["x"]']],
])('%s', (_, peer, expected) => {
  expect(peer._peers('own')?.map(text)).toEqual(expected);
  expect(peer._ports()).toEqual([]);
  expect(isConstant(peer)).toBe(true);
});

test('the exceptions are no part of the addresses', () => {
  const [peer] = Peer.cidr('10.0.0.0/8', ['10.1.0.0/16'])._peers('own')!;
  if (peer.type !== 'addresses') throw new Error(peer.type);
  expect(['10.0.255.255', '10.1.0.0', '10.1.255.255', '10.2.0.0', '11.0.0.0'].map((address) => peer.addresses.contains(parseAddress(address)!)))
    .toEqual([true, false, false, true, false]);
  expect(peer.pods).toBe('depends-on-cni');
});

describe('the internet', () => {
  const contains = (address: string) => Peer.internet()._peers('own')!.some((peer) => peer.type === 'addresses' && peer.addresses.contains(parseAddress(address)!));

  test.each(['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255', '223.255.255.255',
    '2606:4700::1111', '2a00::1', '64:ff9b::808:808'])('has %s', (address) => expect(contains(address)).toBe(true));

  test.each(['0.0.0.0', '10.0.0.1', '100.64.0.1', '100.100.100.200', '127.0.0.1', '168.63.129.16', '169.254.169.254', '169.254.170.23', '169.254.20.10', '172.16.0.1', '172.31.255.255',
    '192.168.1.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fc00::1', 'fd00:ec2::254', 'fd20:ce::254', 'fe80::1', 'ff02::1', '64:ff9b::a00:1', '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::1'])('has not %s', (address) => expect(contains(address)).toBe(false));
});
