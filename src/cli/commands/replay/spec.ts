import { FORMS } from '../../../report/forms';
import { ALLOW_PARTIAL, COMMON_OPTIONS, format } from '../../common-options';
import type { CommandSpec } from '../../option';
import { FLOWS, FROM } from '../../flow-options';

export const REPLAY: CommandSpec = {
  name: 'replay',
  summary: 'Evaluate recorded traffic against policies before they are deployed.',
  usage: 'replay FLOWS PATH…   (FLOWS: a file, a folder of rotated files, `-` for standard input; optionally gzipped)',
  options: [
    FLOWS,
    { name: 'old', value: 'PATH', many: true, help: 'policies and workloads before the change: only connections that they allow count as broken' },
    FROM,
    format(FORMS.replay, 'md is for a pull request'),
    { name: 'all', help: 'with txt: also list unaffected connections' },
    { name: 'fail-on', value: 'WHAT', many: true, help: 'exit with 2 for denied (default), opened or unknown traffic, separated by commas; or nothing' },
    { name: 'most-denied', value: 'NUMBER', help: 'accepted number of denied connections (default: 0)' },
    { name: 'most-unmapped', value: 'PERCENT', help: 'exit with 2 if more than this share of connections has an end that was not found' },
    { name: 'most-lost', value: 'NUMBER', help: 'exit with 2 if the recorder lost more events' },
    { name: 'ignore', value: 'FILE', help: 'connections that may break, each with a reason and an optional last day' },
    ALLOW_PARTIAL,
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'hubble observe -o jsonpb --last 10000 > flows.jsonl && netfence replay flows.jsonl dist', what: 'would a pull request break the traffic of today?' },
    { command: 'hubble observe -o jsonpb --follow | netfence replay - dist --old deployed', what: 'a live stream, compared with the deployed policies; Ctrl-C ends it' },
  ],
};
