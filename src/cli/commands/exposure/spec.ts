import { FORMS } from '../../../report/forms';
import { COMMON_OPTIONS, format, POD_RANGE } from '../../common-options';
import { DATE } from '../../picture-options';
import type { CommandSpec } from '../../option';

export const EXPOSURE: CommandSpec = {
  name: 'exposure',
  summary: 'Show what is open to pods that do not exist yet, and who could create them.',
  usage: 'exposure PATH…   (`-` is standard input)',
  options: [
    { name: 'workload', value: 'NAME', many: true, help: 'only these workloads' },
    POD_RANGE,
    format(FORMS.exposure),
    DATE,
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence exposure ./manifests', what: 'which new pods could connect?' },
    { command: 'netfence exposure ./manifests --workload payments/api -o md', what: 'one workload, as a table for a pull request' },
  ],
};
