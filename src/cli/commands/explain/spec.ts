import { FORMS } from '../../../report/forms';
import { COMMON_OPTIONS, format } from '../../common-options';
import type { CommandSpec } from '../../option';

export const EXPLAIN: CommandSpec = {
  name: 'explain',
  summary: 'Say why traffic passes or not, and what would change it.',
  usage: 'explain SOURCE DESTINATION [PORT] PATH…   (ends: namespace/name, a name, an address)',
  options: [
    { name: 'workload', value: 'NAME', help: 'instead of two ends: why is this workload isolated, and which policies select it' },
    format(FORMS.explanation),
    { name: 'construct-metadata', value: 'FILE', help: 'where cdk8s wrote which construct stands behind which object (default: construct-metadata.json in a folder of the input)' },
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence explain web/frontend backend/api 8080 ./manifests', what: 'why does the front end not reach the API?' },
    { command: 'netfence explain --workload backend/api ./manifests', what: 'why is the API isolated?' },
  ],
};
