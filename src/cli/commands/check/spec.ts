import { FORMS } from '../../../report/forms';
import { CNI, CONFIG, DIRPATH, EXCLUDE, FILE, format, HELP, NAMESPACE, QUIET, STAGED, VERBOSE } from '../../common-options';
import type { CommandSpec } from '../../option';

export const CHECK: CommandSpec = {
  name: 'check',
  summary: 'Find mistakes in policies, each with a connection that shows it.',
  usage: 'check [PATH…]       (files and folders; `-` is standard input)',
  options: [
    format(FORMS.findings, 'github is workflow commands, gitlab is Code Quality'),
    FILE,
    {
      name: 'fail-on',
      value: 'LEVEL',
      choices: ['error', 'warning', 'info', 'off'],
      help: 'exit with 2 if there is a finding of this level or above (default: error)',
    },
    { name: 'baseline', value: 'FILE', help: 'do not report findings that this file lists' },
    { name: 'write-baseline', help: 'write all findings to the baseline file' },
    CONFIG,
    { name: 'allow-rule-modules', help: 'run the `ruleModules` of a configuration that was found, not named: its code runs with your rights' },
    { name: 'no-rule-modules', help: 'run no `ruleModules`, without a word about it' },
    { ...CNI, help: 'network plugin of the cluster (cilium, calico, flannel): check as it enforces policies' },
    DIRPATH,
    EXCLUDE,
    NAMESPACE,
    QUIET,
    STAGED,
    { ...VERBOSE, help: 'print each finding in full, also of one cause, and each problem of the input' },
    HELP,
  ],
  examples: [
    { command: 'netfence check ./manifests', what: 'all manifests of a folder' },
    { command: 'netfence check dist --format sarif --file netfence.sarif', what: 'for code scanning' },
    { command: 'kubectl get networkpolicies,pods,namespaces,services -A -o json | netfence check - --cni flannel', what: 'a running cluster' },
    {
      command: 'netfence check ./manifests --baseline netfence-baseline.json --write-baseline',
      what: 'accept all findings of today; from now on fail on new ones',
    },
  ],
};
