import { FORMS } from '../../../report/forms';
import { ALLOW_PARTIAL, COMMON_OPTIONS, format } from '../../common-options';
import type { CommandSpec } from '../../option';
import { FORMATS } from '../../flow-options';

export const REPLAY: CommandSpec = {
  name: 'replay',
  summary: 'Judge recorded traffic by the policies before they are deployed.',
  usage: 'replay FLOWS PATH…   (FLOWS: a file, a folder of rotated files, `-` for standard input; packed or not)',
  options: [
    { name: 'flows', value: 'PATH', many: true, help: 'recorded flows, as if they stood first; may be repeated' },
    { name: 'old', value: 'PATH', many: true, help: 'the policies and workloads before the change: only what they let through counts as broken' },
    { name: 'from', value: 'FORM', choices: FORMATS, help: `the form of the flows, where it should not be found out: ${FORMATS.join(', ')}` },
    format(FORMS.replay, 'md is for a pull request'),
    { name: 'all', help: 'with txt: what is unaffected, too' },
    { name: 'fail-on', value: 'WHAT', many: true, help: 'exit with 2 for denied (default), opened or unknown traffic, several with commas; or for nothing' },
    { name: 'most-denied', value: 'NUMBER', help: 'how many denied edges are accepted (default: 0)' },
    { name: 'most-unmapped', value: 'PERCENT', help: 'exit with 2 when more of the edges than this have an end that was not found' },
    { name: 'most-lost', value: 'NUMBER', help: 'exit with 2 when the recorder lost more events than this' },
    { name: 'ignore', value: 'FILE', help: 'edges that may break, each with a reason, and a last day where wanted' },
    ALLOW_PARTIAL,
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'hubble observe -o jsonpb --last 10000 > flows.jsonl && netfence replay flows.jsonl dist', what: 'would the policies of a pull request break what flows today?' },
    { command: 'hubble observe -o jsonpb --follow | netfence replay - dist --old deployed', what: 'the same of a live stream, against what is deployed; Ctrl-C ends it' },
  ],
};
