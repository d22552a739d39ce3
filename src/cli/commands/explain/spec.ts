import { FORMS } from '../../../report/forms';
import { COMMON_OPTIONS, CONSTRUCT_METADATA, format } from '../../common-options';
import type { CommandSpec } from '../../option';

export const EXPLAIN: CommandSpec = {
  name: 'explain',
  summary: 'Explain why traffic is allowed or denied, and what would change it.',
  usage: 'explain SOURCE DESTINATION [PORT] PATH…   (ends: namespace/name, a name, an address)',
  options: [
    { name: 'workload', value: 'NAME', help: 'explain one workload instead: why it is isolated, and which policies select it' },
    format(FORMS.explanation),
    CONSTRUCT_METADATA,
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence explain web/frontend backend/api 8080 ./manifests', what: 'why can the front end not connect to the API?' },
    { command: 'netfence explain --workload backend/api ./manifests', what: 'why is the API isolated?' },
  ],
};
