import { FORMS } from '../../../report/forms';
import { ALLOW_PARTIAL, COMMON_OPTIONS, format } from '../../common-options';
import type { CommandSpec } from '../../option';
import { FLOWS, FROM, WISHES } from '../../flow-options';

export const ADVISE: CommandSpec = {
  name: 'advise',
  summary: 'Write the smallest change that admits recorded traffic, as constructs and manifests.',
  usage: 'advise FLOWS PATH…   (FLOWS: a file, a folder of rotated files, `-` for standard input; optionally gzipped)',
  options: [
    FLOWS,
    FROM,
    { name: 'fence', value: 'NAME', many: true, help: 'namespaces that get a fence (default: namespaces of the record without policies)' },
    { name: 'no-fences', help: 'only add missing rules; fence no namespace' },
    { name: 'inside', help: 'fences allow all traffic inside their namespace' },
    ...WISHES,
    format(FORMS.advice, 'ts has the constructs alone, yaml the manifests alone'),
    ALLOW_PARTIAL,
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'hubble observe -o jsonpb --last 10000 > flows.jsonl && netfence advise flows.jsonl dist', what: 'which rules are missing for the traffic of today?' },
    { command: 'netfence advise flows.jsonl dist --fence shop -o ts > shop.ts', what: 'the fence of one namespace, as a chart' },
  ],
};
