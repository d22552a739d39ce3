import { FORMS } from '../../../report/forms';
import { ALLOW_PARTIAL, COMMON_OPTIONS, format } from '../../common-options';
import type { CommandSpec } from '../../option';
import { RECORD, WISHES } from '../../flow-options';

export const PLAN: CommandSpec = {
  name: 'plan',
  summary: 'Lay out the way from an open cluster to fenced namespaces, with a replay for each step.',
  usage: 'plan FLOWS PATH…   (FLOWS: as for `netfence advise`)',
  options: [
    ...RECORD,
    { name: 'fence', value: 'NAME', many: true, help: 'the namespaces, fenced in this order (default: those of the record without policies, the least entangled first)' },
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
