import { FORMS } from '../report/forms';
import { CNI, COMMON_OPTIONS, DIRPATH, FILE, format, HELP, NAMESPACE, QUIET } from './common-options';
import type { CommandSpec } from './option';
import { CHECK } from './specs-check';
import { EXPOSURE, PROVE } from './specs-proofs';
import { ADVISE, PLAN } from './specs-advise';
import { BLAST, DIFF, EXPLAIN } from './specs-questions';
import { REPLAY } from './specs-replay';

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

export const EVAL: CommandSpec = {
  name: 'eval',
  aliases: ['evaluate'],
  summary: 'Say whether one connection is allowed.',
  usage: 'eval [PATH…] -s SOURCE -d DESTINATION -p PORT       (`-` is standard input)',
  options: [
    { name: 'source-pod', short: 's', aliases: ['source'], value: 'NAME', help: 'a pod or workload: name, namespace/name, namespace/name[Kind]' },
    { name: 'source-namespace', short: 'n', value: 'NAME', help: 'its namespace' },
    { name: 'source-ip', value: 'ADDRESS', help: 'an address outside the cluster instead' },
    { name: 'destination-pod', short: 'd', aliases: ['destination'], value: 'NAME', help: 'a pod or workload' },
    { name: 'destination-namespace', value: 'NAME', help: 'its namespace' },
    { name: 'destination-ip', value: 'ADDRESS', help: 'an address outside the cluster instead' },
    { name: 'destination-port', short: 'p', aliases: ['port'], value: 'PORT', help: 'a number, or the name of a container port of the destination' },
    { name: 'protocol', value: 'PROTOCOL', help: 'tcp (default), udp or sctp' },
    { name: 'expect', value: 'VERDICT', choices: ['allowed', 'denied'], help: 'exit with 2 when the verdict is another one; unknown is neither' },
    format([{ form: 'txt' }, { form: 'json' }], 'txt is one line, json has verdict, reasons and rules'),
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence eval ./manifests -s frontend -n web -d api --destination-namespace backend -p 8080', what: 'may one workload call another?' },
    { command: 'netfence eval ./manifests --source-ip 203.0.113.9 -d backend/api -p https --expect denied', what: 'a check for CI: the internet must not reach the API' },
  ],
};

export const SPECS: readonly CommandSpec[] = [LIST, EVAL, CHECK, EXPLAIN, DIFF, BLAST, PROVE, EXPOSURE, REPLAY, ADVISE, PLAN];
