import type { Protocol, TrafficSet } from '../../../sets';

/** Services without encryption by their registered port (IANA, Service Name and Transport Protocol Port Number Registry). */
const INSECURE: readonly (readonly [Protocol, number, string])[] = [
  ['TCP', 20, 'FTP data'], ['TCP', 21, 'FTP'], ['TCP', 23, 'Telnet'], ['UDP', 69, 'TFTP'], ['TCP', 80, 'HTTP'], ['TCP', 110, 'POP3'], ['TCP', 143, 'IMAP'],
  ['UDP', 161, 'SNMP'], ['TCP', 389, 'LDAP'], ['TCP', 512, 'rexec'], ['TCP', 513, 'rlogin'], ['TCP', 514, 'rsh'], ['UDP', 514, 'syslog'], ['TCP', 873, 'rsync'],
  ['TCP', 2049, 'NFS'], ['TCP', 5900, 'VNC'], ['TCP', 6000, 'X11'],
];

/** The most ports of a set that are named one by one. */
const MOST = 3;

/** What of some traffic is at ports of services without encryption: `TCP 23 (Telnet)`; the port alone is known, not what listens there. */
export function insecureIn(traffic: TrafficSet): string[] {
  const found = INSECURE.filter(([protocol, port]) => traffic.contains(protocol, port));
  if (found.length > MOST) return [`${found.length} ports of services without encryption, ${found[0][0]} ${found[0][1]} (${found[0][2]}) first`];
  return found.map(([protocol, port, name]) => `${protocol} ${port} (${name})`);
}
