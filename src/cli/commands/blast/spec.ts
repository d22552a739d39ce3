import { FORMS } from '../../../report/forms';
import { COMMON_OPTIONS, format } from '../../common-options';
import type { CommandSpec } from '../../option';

export const BLAST: CommandSpec = {
  name: 'blast',
  summary: 'Say what a compromised pod reaches, directly and through others.',
  usage: 'blast WORKLOAD PATH…   or   blast --all PATH…',
  options: [
    { name: 'all', help: 'the radius of every workload, the largest first' },
    { name: 'before', value: 'PATH', many: true, help: 'the state before a change: what the change adds to the radius, and takes from it' },
    { name: 'hops', value: 'NUMBER', help: 'how far an attacker goes from pod to pod (default: as far as possible)' },
    { name: 'api-server', value: 'ADDRESS', many: true, help: 'the addresses of the API server, which manifests do not tell' },
    format(FORMS.blast),
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence blast web/frontend ./manifests', what: 'what is lost when the front end is' },
    { command: 'netfence blast --all ./manifests', what: 'which workloads are worth most to an attacker' },
  ],
};
