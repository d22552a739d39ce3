import { FORMS } from '../../../report/forms';
import { COMMON_OPTIONS, format } from '../../common-options';
import { DATE } from '../../picture-options';
import type { CommandSpec } from '../../option';

export const BLAST: CommandSpec = {
  name: 'blast',
  summary: 'Show what a compromised pod can reach, directly and through other pods.',
  usage: 'blast WORKLOAD PATH…   or   blast --all PATH…',
  options: [
    { name: 'all', help: 'show every workload, the largest radius first' },
    { name: 'before', value: 'PATH', many: true, help: 'manifests before a change: show what the change adds to the radius and removes from it' },
    { name: 'hops', value: 'NUMBER', help: 'maximum number of steps from pod to pod (default: no limit)' },
    { name: 'api-server', value: 'ADDRESS', many: true, help: 'API server addresses (not present in manifests)' },
    format(FORMS.blast),
    DATE,
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence blast web/frontend ./manifests', what: 'what can an attacker reach from the front end?' },
    { command: 'netfence blast --all ./manifests', what: 'which workloads reach the most?' },
  ],
};
