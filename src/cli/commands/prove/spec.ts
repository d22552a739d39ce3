import { FORMS } from '../../../report/forms';
import { COMMON_OPTIONS, format } from '../../common-options';
import type { CommandSpec } from '../../option';

export const PROVE: CommandSpec = {
  name: 'prove',
  summary: 'Prove invariants for all pods, those to come included, or show what breaks them.',
  usage: 'prove [FILE] PATH…   (FILE holds the invariants; without it, name ready-made ones with `--use`)',
  options: [
    { name: 'use', value: 'NAME', many: true, help: 'a ready-made invariant: cis-5.3.2, nsa-default-deny, nsa-metadata, dns; pci-1.3.1=NAMESPACE, pci-1.3.2=…, pci-1.4.2=…, pci-1.4.4=…' },
    { name: 'invariants', value: 'FILE', help: 'the file of invariants, as if it stood first' },
    { name: 'pod-range', value: 'CIDR', many: true, help: 'where pods get their addresses, so that blocks can be judged over pods to come' },
    format(FORMS.proof),
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence prove invariants.yaml ./manifests', what: 'do the invariants of a file hold? 2 = no, 3 = undetermined' },
    { command: 'netfence prove --use nsa-metadata,pci-1.3.1=payments ./manifests', what: 'what guides and standards ask for' },
  ],
};
