import { FORMS } from '../../../report/forms';
import { COMMON_OPTIONS, CONSTRUCT_METADATA, format, POD_RANGE } from '../../common-options';
import { FROM } from '../../flow-options';
import type { CommandSpec } from '../../option';

export const REPORT: CommandSpec = {
  name: 'report',
  summary: 'Write one document for auditors and reviewers: register of rules, review, proofs by clause, drift.',
  usage: 'report PATH…   (`-` is standard input)',
  options: [
    { name: 'flows', value: 'PATH', many: true, help: 'recorded flows (files or folders): when each rule was seen in use last; repeatable' },
    FROM,
    { name: 'invariants', value: 'FILE', help: 'invariants of your own, see `netfence prove`' },
    {
      ...{ name: 'pci', value: 'NAMESPACE', many: true },
      help: 'a namespace of the cardholder data environment: the clauses of PCI DSS are asked about it; repeatable',
    },
    { name: 'old', value: 'PATH', many: true, help: 'manifests at the last review: show what changed since' },
    { name: 'live', value: 'PATH', many: true, help: 'the state of the cluster, as `kubectl get … -o yaml` prints it: show how it differs' },
    { name: 'title', value: 'TEXT', help: 'title of the document (default: Network policies)' },
    { name: 'date', value: 'DAY', help: 'day of the document, such as 2027-01-31 (default: today, UTC); ignores that end before it are over' },
    { name: 'csv', value: 'FILE', help: 'also write the register of rules as CSV' },
    { name: 'json', value: 'FILE', help: 'also write all parts as JSON' },
    CONSTRUCT_METADATA,
    POD_RANGE,
    format(FORMS.report, 'csv is the register of rules alone, svg the picture'),
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence report ./manifests --file report.html', what: 'one HTML file that needs nothing else' },
    {
      command: 'netfence report ./manifests --flows flows.jsonl --pci payments --old deployed --csv rules.csv --file report.html',
      what: 'for an audit by PCI DSS',
    },
  ],
};
