import { FORMS } from '../../../report/forms';
import { CNI, CONFIG, DIRPATH, EXCLUDE, FILE, format, HELP, NAMESPACE, QUIET, STAGED, VERBOSE } from '../../common-options';
import { DATE } from '../../picture-options';
import type { CommandSpec } from '../../option';

export const LIST: CommandSpec = {
  name: 'list',
  summary: 'List the allowed connections, with their ports.',
  usage: 'list [PATH…]       (files and folders; `-` is standard input)',
  options: [
    format(FORMS.list, 'jsonl, matrix, html and svg say what is unknown, too'),
    FILE,
    DATE,
    { name: 'focusworkload', value: 'NAME', many: true, help: 'only connections of these workloads: name, namespace/name, ingress-controller' },
    { name: 'focusworkload-peer', value: 'NAME', many: true, help: 'only connections between the focus and these' },
    { name: 'focus-direction', value: 'DIRECTION', choices: ['ingress', 'egress'], help: 'only connections to (ingress) or from (egress) the focus' },
    { name: 'focus-conn', value: 'PORT', help: 'only connections that include this port: tcp-8080, udp-53' },
    { name: 'exposure', help: 'also show what is open to workloads that are not in the input (see `netfence exposure`)' },
    { name: 'all', help: 'with jsonl: also list denied pairs' },
    CNI,
    CONFIG,
    { name: 'fail', help: 'print nothing if the input was not fully understood' },
    DIRPATH,
    EXCLUDE,
    NAMESPACE,
    QUIET,
    STAGED,
    VERBOSE,
    HELP,
  ],
  examples: [
    { command: 'netfence list ./manifests -o md > connections.md', what: 'all manifests of a folder, as a table' },
    {
      command: 'kubectl get pods,namespaces,networkpolicies,services,ingresses -A -o json | netfence list - --focusworkload backend/api',
      what: 'the connections of one workload of a running cluster',
    },
  ],
};
