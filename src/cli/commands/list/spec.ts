import { FORMS } from '../../../report/forms';
import { CNI, DIRPATH, FILE, format, HELP, NAMESPACE, QUIET } from '../../common-options';
import type { CommandSpec } from '../../option';

export const LIST: CommandSpec = {
  name: 'list',
  summary: 'List who reaches whom, and on which ports.',
  usage: 'list [PATH…]       (files and folders; `-` is standard input)',
  options: [
    format(FORMS.list, 'jsonl and matrix say what is unknown, too'),
    FILE,
    { name: 'focusworkload', value: 'NAME', many: true, help: 'only connections of these workloads: name, namespace/name, ingress-controller' },
    { name: 'focusworkload-peer', value: 'NAME', many: true, help: 'only connections between the focus and these' },
    { name: 'focus-direction', value: 'DIRECTION', choices: ['ingress', 'egress'], help: 'only connections to (ingress) or from (egress) the focus' },
    { name: 'focus-conn', value: 'PORT', help: 'only connections that this port is part of: tcp-8080, udp-53' },
    { name: 'exposure', help: 'what is open to workloads that are not in the input, too (see `netfence exposure`)' },
    { name: 'all', help: 'with jsonl: what is denied, too' },
    CNI,
    { name: 'fail', help: 'print no list when the input was not fully understood' },
    DIRPATH,
    NAMESPACE,
    QUIET,
    HELP,
  ],
  examples: [
    { command: 'netfence list ./manifests -o md > connections.md', what: 'everything in a folder, as a table' },
    {
      command: 'kubectl get pods,namespaces,networkpolicies,services,ingresses -A -o json | netfence list - --focusworkload backend/api',
      what: 'what reaches one workload of a cluster, and what it reaches',
    },
  ],
};
