import type { Option } from './option';

/** The formats of recorded flows, as `--from` names them. */
export const FORMATS = [
  'hubble', 'hubble-text', 'calico-enterprise', 'whisker', 'inspektor-gadget', 'network-neighborhood', 'aws', 'gke', 'netobserv', 'antrea', 'json', 'csv',
];

/** Where the record is. */
export const FLOWS: Option = { name: 'flows', value: 'PATH', many: true, help: 'recorded flows, same as the first argument; repeatable' };
export const FROM: Option = { name: 'from', value: 'FORMAT', choices: FORMATS, help: `flow format (default: auto-detect): ${FORMATS.join(', ')}` };

/** What an advice and a plan are to respect, and where their evidence goes. */
export const WISHES: readonly Option[] = [
  { name: 'invariants', value: 'FILE', help: 'invariants that the result must keep, see `netfence prove`' },
  { name: 'dns', value: 'NAME', help: 'DNS resolver: auto (default: detected from the record), kube-dns, open-shift, aks-local-dns, gke-cloud-dns, node-local=ADDRESS, none' },
  { name: 'block', value: 'CIDR', many: true, help: 'a block that may be used instead of an address in it; repeatable' },
  { name: 'api-server', value: 'ADDRESS', many: true, help: 'an address of the API server, if the record does not mark it' },
  { name: 'allow-metadata', help: 'also admit recorded traffic to the metadata services of clouds, which give credentials of a node' },
  { name: 'denied', help: 'also admit traffic that was denied or failed when it was recorded' },
  { name: 'evidence', value: 'FILE', help: 'write what was seen of the traffic of each rule, with counts and times, to a JSON file' },
];
