import { FORMS } from '../../../report/forms';
import { CNI, DIRPATH, FILE, format, HELP, NAMESPACE, QUIET } from '../../common-options';
import type { CommandSpec } from '../../option';

export const CHECK: CommandSpec = {
  name: 'check',
  summary: 'Find mistakes in policies, each with a connection that shows it.',
  usage: 'check [PATH…]       (files and folders; `-` is standard input)',
  options: [
    format(FORMS.findings, 'github is workflow commands, gitlab is Code Quality'),
    FILE,
    { name: 'fail-on', value: 'LEVEL', choices: ['error', 'warning', 'info', 'off'], help: 'exit with 2 when something this severe, or more, is found (default: error)' },
    { name: 'baseline', value: 'FILE', help: 'leave out what this file lists, so that only what is new is found' },
    { name: 'write-baseline', help: 'write what is found to the baseline file' },
    { name: 'config', value: 'FILE', help: 'levels, plugin and ignores (default: .netfence.yaml in the current folder, if there is one)' },
    { ...CNI, help: 'the network plugin of the cluster (cilium, calico, flannel): judge what it really does' },
    DIRPATH,
    NAMESPACE,
    QUIET,
    HELP,
  ],
  examples: [
    { command: 'netfence check ./manifests', what: 'everything in a folder' },
    { command: 'netfence check dist --format sarif --file netfence.sarif', what: 'for code scanning' },
    { command: 'kubectl get networkpolicies,pods,namespaces,services -A -o json | netfence check - --cni flannel', what: 'a cluster as it is' },
    { command: 'netfence check ./manifests --baseline netfence-baseline.json --write-baseline', what: 'accept what is there; from now on fail on what is new' },
  ],
};
