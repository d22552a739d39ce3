import { Port } from '../../../src/constructs/values';
import { isConstant } from './constant';

const text = (port: Port) => `${port._traffic().fixed.toString()} / ${port._traffic().named.map(({ name, protocol }) => `${protocol} ${name}`).join()}`;

test.each<[string, Port, string]>([
  ['one TCP port', Port.tcp(8080), 'TCP 8080 / '],
  ['one UDP port', Port.udp(53), 'UDP 53 / '],
  ['one SCTP port', Port.sctp(38412), 'SCTP 38412 / '],
  ['the lowest', Port.tcp(1), 'TCP 1 / '],
  ['the highest', Port.tcp(65535), 'TCP 65535 / '],
  ['a TCP range', Port.tcpRange(80, 90), 'TCP 80-90 / '],
  ['a UDP range', Port.udpRange(80, 90), 'UDP 80-90 / '],
  ['an SCTP range', Port.sctpRange(80, 90), 'SCTP 80-90 / '],
  ['a range of one', Port.tcpRange(80, 80), 'TCP 80 / '],
  ['a TCP name', Port.tcpNamed('http'), 'No Connections / TCP http'],
  ['a UDP name', Port.udpNamed('dns'), 'No Connections / UDP dns'],
  ['an SCTP name', Port.sctpNamed('s1-ap'), 'No Connections / SCTP s1-ap'],
  ['a name that begins with digits', Port.tcpNamed('8080tcp'), 'No Connections / TCP 8080tcp'],
  ['the longest name', Port.tcpNamed('abcdefghijklmno'), 'No Connections / TCP abcdefghijklmno'],
  ['all TCP, without port 0', Port.allTcp(), 'TCP 1-65535 / '],
  ['all UDP', Port.allUdp(), 'UDP 1-65535 / '],
  ['all SCTP', Port.allSctp(), 'SCTP 1-65535 / '],
  ['everything', Port.all(), 'All Connections / '],
])('%s', (_, port, expected) => {
  expect(text(port)).toBe(expected);
});

test('a port cannot be changed', () => {
  expect(isConstant(Port.tcpNamed('http'))).toBe(true);
  expect(Object.isFrozen(Port.tcpNamed('http')._traffic())).toBe(true);
  expect(Object.isFrozen(Port.tcpNamed('http')._traffic().named)).toBe(true);
});
