import { FORMS } from '../../../report/forms';
import { ALLOW_PARTIAL, COMMON_OPTIONS, format } from '../../common-options';
import type { CommandSpec } from '../../option';
import { RECORD, WISHES } from '../../flow-options';

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
