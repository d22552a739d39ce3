import { FORMS } from '../report/forms';
import { ALLOW_PARTIAL, COMMON_OPTIONS, format } from './common-options';
import type { CommandSpec, Option } from './option';
import { FORMATS } from './specs-replay';

/** What both commands take. */
const RECORD: readonly Option[] = [
  { name: 'flows', value: 'PATH', many: true, help: 'recorded flows, as if they stood first; may be repeated' },
  { name: 'from', value: 'FORM', choices: FORMATS, help: `the form of the flows, where it should not be found out: ${FORMATS.join(', ')}` },
];
const WISHES: readonly Option[] = [
  { name: 'invariants', value: 'FILE', help: 'what must never be opened: a file of invariants, see `netfence prove`' },
  { name: 'dns', value: 'NAME', help: 'the resolver: auto (default: what the record fits), kube-dns, open-shift, aks-local-dns, gke-cloud-dns, node-local=ADDRESS, none' },
  { name: 'block', value: 'CIDR', many: true, help: 'a known block that may stand for an address in it; may be repeated' },
  { name: 'api-server', value: 'ADDRESS', many: true, help: 'an address of the API server, where the record does not call it so' },
  { name: 'denied', help: 'what was denied or failed at the time is wanted, too' },
];

export const ADVISE: CommandSpec = {
  name: 'advise',
  summary: 'Write the smallest change that admits recorded traffic, as constructs and manifests.',
  usage: 'advise FLOWS PATH…   (FLOWS: a file, a folder of rotated files, `-` for standard input; packed or not)',
  options: [
    ...RECORD,
    { name: 'fence', value: 'NAME', many: true, help: 'namespaces that get a fence (default: those of the record without policies)' },
    { name: 'no-fences', help: 'open what is closed, and fence nothing' },
    { name: 'inside', help: 'fences leave the traffic inside of their namespace open' },
    ...WISHES,
    format(FORMS.advice, 'ts has the constructs alone, yaml the manifests alone'),
    ALLOW_PARTIAL,
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'hubble observe -o jsonpb --last 10000 > flows.jsonl && netfence advise flows.jsonl dist', what: 'which rules are missing for what flows today?' },
    { command: 'netfence advise flows.jsonl dist --fence shop -o ts > shop.ts', what: 'the fence of one namespace, as a chart' },
  ],
};

export const PLAN: CommandSpec = {
  name: 'plan',
  summary: 'Lay out the way from an open cluster to fenced namespaces, with a replay for each step.',
  usage: 'plan FLOWS PATH…   (FLOWS: as for `netfence advise`)',
  options: [
    ...RECORD,
    { name: 'fence', value: 'NAME', many: true, help: 'the namespaces, fenced in this order (default: those of the record without policies, the least entangled first)' },
    ...WISHES,
    format(FORMS.plan, 'json and md have the manifests of each step'),
    ALLOW_PARTIAL,
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence plan flows.jsonl dist -o md > rollout.md', what: 'the steps, with their manifests' },
    { command: 'netfence plan flows.jsonl dist --fence shop,payments', what: 'two namespaces only, in this order' },
  ],
};
