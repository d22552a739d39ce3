import { FORMS } from '../../../report/forms';
import { COMMON_OPTIONS, format, POD_RANGE } from '../../common-options';
import type { CommandSpec } from '../../option';

export const PROVE: CommandSpec = {
  name: 'prove',
  summary: 'Prove invariants for all pods, also for pods that do not exist yet, or show what breaks them.',
  usage: 'prove [FILE] PATH…   (FILE holds the invariants; without it, name built-in ones with `--use`)',
  options: [
    { name: 'use', value: 'NAME', many: true, help: 'a built-in invariant: cis-5.3.2, nsa-default-deny, nsa-metadata, dns; pci-1.3.1=NAMESPACE, pci-1.3.2=…, pci-1.4.2=…, pci-1.4.4=…' },
    { name: 'invariants', value: 'FILE', help: 'file of invariants, same as the first argument' },
    POD_RANGE,
    format(FORMS.proof),
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence prove invariants.yaml ./manifests', what: 'do the invariants of a file hold? 2 = no, 3 = undetermined' },
    { command: 'netfence prove --use nsa-metadata,pci-1.3.1=payments ./manifests', what: 'built-in CIS, NSA and PCI invariants' },
  ],
};
