import type { Option } from './option';

/** The forms of recorded flows that can be asked for. */
export const FORMATS = ['hubble', 'whisker', 'inspektor-gadget', 'network-neighborhood', 'aws', 'json', 'csv'];

/** Where the record is. */
export const RECORD: readonly Option[] = [
  { name: 'flows', value: 'PATH', many: true, help: 'recorded flows, as if they stood first; may be repeated' },
  { name: 'from', value: 'FORM', choices: FORMATS, help: `the form of the flows, where it should not be found out: ${FORMATS.join(', ')}` },
];

/** What an advice and a plan are to respect. */
export const WISHES: readonly Option[] = [
  { name: 'invariants', value: 'FILE', help: 'what must never be opened: a file of invariants, see `netfence prove`' },
  { name: 'dns', value: 'NAME', help: 'the resolver: auto (default: what the record fits), kube-dns, open-shift, aks-local-dns, gke-cloud-dns, node-local=ADDRESS, none' },
  { name: 'block', value: 'CIDR', many: true, help: 'a known block that may stand for an address in it; may be repeated' },
  { name: 'api-server', value: 'ADDRESS', many: true, help: 'an address of the API server, where the record does not call it so' },
  { name: 'denied', help: 'what was denied or failed at the time is wanted, too' },
];
