/** A block of addresses that is not the internet. */
interface AddressRange {
  /** Canonical. */
  readonly cidr: string;
  readonly what: string;
  /**
   * What of a cluster may have one of its addresses. The API server takes no address of a link, host or group for endpoints of Services.
   * @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/
   * @default 'any' - a pod, a node or a Service
   */
  readonly holder?: 'any' | 'own-node' | 'none';
  /** Where that is written. */
  readonly source: string;
}

/**
 * IPv4 addresses that a pod must not reach as "the internet": private, shared, of the link or host, of no one host.
 *
 * The metadata services of the clouds lie in them: 169.254.169.254 (most), 169.254.170.2 and .23 (AWS, credentials of tasks and
 * pods), 100.100.100.200 (Alibaba), 168.63.129.16 (Azure).
 */
export const NOT_INTERNET_V4: readonly AddressRange[] = [
  { cidr: '0.0.0.0/8', holder: 'none', what: 'this host on this network', source: 'RFC 791, section 3.2' },
  { cidr: '10.0.0.0/8', what: 'private use', source: 'RFC 1918' },
  { cidr: '100.64.0.0/10', what: 'shared address space', source: 'RFC 6598' },
  { cidr: '127.0.0.0/8', holder: 'none', what: 'loopback', source: 'RFC 1122, section 3.2.1.3' },
  { cidr: '168.63.129.16/32', holder: 'none', what: 'platform services of Azure', source: 'https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16' },
  { cidr: '169.254.0.0/16', holder: 'own-node', what: 'link-local, metadata services', source: 'RFC 3927' },
  { cidr: '172.16.0.0/12', what: 'private use', source: 'RFC 1918' },
  { cidr: '192.0.0.0/24', what: 'protocol assignments', source: 'RFC 6890, section 2.1' },
  { cidr: '192.168.0.0/16', what: 'private use', source: 'RFC 1918' },
  { cidr: '198.18.0.0/15', what: 'benchmarking', source: 'RFC 2544' },
  { cidr: '224.0.0.0/4', holder: 'none', what: 'multicast', source: 'RFC 1112, section 4' },
  { cidr: '240.0.0.0/4', what: 'reserved, limited broadcast', source: 'RFC 1112, section 4; RFC 8190' },
];

/**
 * The same for IPv6. The metadata addresses fd00:ec2::254 (AWS) and fd20:ce::254 (Google) are unique local ones. The well-known prefix of
 * NAT64 stays open, for it is the internet to clusters without IPv4, but not for what it would translate to private addresses.
 * IPv4-mapped addresses are not listed: the API server reads a mapped block as IPv4 and refuses it beside `::/0`.
 */
export const NOT_INTERNET_V6: readonly AddressRange[] = [
  { cidr: '::/128', holder: 'none', what: 'unspecified', source: 'RFC 4291, section 2.5.2' },
  { cidr: '::1/128', holder: 'none', what: 'loopback', source: 'RFC 4291, section 2.5.3' },
  { cidr: '64:ff9b::a00:0/104', holder: 'none', what: 'NAT64 of 10.0.0.0/8', source: 'RFC 6052, section 3.1' },
  { cidr: '64:ff9b::6440:0/106', holder: 'none', what: 'NAT64 of 100.64.0.0/10', source: 'RFC 6052, section 3.1' },
  { cidr: '64:ff9b::7f00:0/104', holder: 'none', what: 'NAT64 of 127.0.0.0/8', source: 'RFC 6052, section 3.1' },
  { cidr: '64:ff9b::a9fe:0/112', holder: 'none', what: 'NAT64 of 169.254.0.0/16', source: 'RFC 6052, section 3.1' },
  { cidr: '64:ff9b::ac10:0/108', holder: 'none', what: 'NAT64 of 172.16.0.0/12', source: 'RFC 6052, section 3.1' },
  { cidr: '64:ff9b::c0a8:0/112', holder: 'none', what: 'NAT64 of 192.168.0.0/16', source: 'RFC 6052, section 3.1' },
  { cidr: '64:ff9b:1::/48', holder: 'none', what: 'NAT64 for local use', source: 'RFC 8215' },
  { cidr: '100::/64', holder: 'none', what: 'discard only', source: 'RFC 6666' },
  { cidr: 'fc00::/7', what: 'unique local, metadata services', source: 'RFC 4193' },
  { cidr: 'fe80::/10', holder: 'own-node', what: 'link-local', source: 'RFC 4291, section 2.5.6' },
  { cidr: 'fec0::/10', what: 'site-local, deprecated', source: 'RFC 3879' },
  { cidr: 'ff00::/8', holder: 'none', what: 'multicast', source: 'RFC 4291, section 2.7' },
];

/** Where the metadata services of the clouds are: never a pod, a node or a Service. */
export const METADATA_ADDRESSES: readonly string[] = [
  '169.254.169.254', 'fd00:ec2::254', 'fd20:ce::254', '100.100.100.200', '168.63.129.16', '169.254.170.2', '169.254.170.23',
  'fd00:ec2::23',
];
