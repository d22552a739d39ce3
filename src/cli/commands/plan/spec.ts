import { FORMS } from '../../../report/forms';
import { ALLOW_PARTIAL, COMMON_OPTIONS, format } from '../../common-options';
import type { CommandSpec } from '../../option';
import { FLOWS, FROM, WISHES } from '../../flow-options';

export const PLAN: CommandSpec = {
  name: 'plan',
  summary: 'Plan the steps from an open cluster to fenced namespaces, with a replay for each step.',
  usage: 'plan FLOWS PATH…   (FLOWS: as for `netfence advise`)',
  options: [
    FLOWS,
    FROM,
    { name: 'fence', value: 'NAME', many: true, help: 'namespaces to fence, in this order (default: namespaces of the record without policies, fewest connections first)' },
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
