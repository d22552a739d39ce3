import { FORMS } from '../../../report/forms';
import { COMMON_OPTIONS, format } from '../../common-options';
import type { CommandSpec } from '../../option';

export const EVAL: CommandSpec = {
  name: 'eval',
  aliases: ['evaluate'],
  summary: 'Show whether one connection is allowed.',
  usage: 'eval [PATH…] -s SOURCE -d DESTINATION -p PORT       (`-` is standard input)',
  options: [
    { name: 'source-pod', short: 's', aliases: ['source'], value: 'NAME', help: 'a pod or workload: name, namespace/name, namespace/name[Kind]' },
    { name: 'source-namespace', short: 'n', value: 'NAME', help: 'namespace of the pod or workload' },
    { name: 'source-ip', value: 'ADDRESS', help: 'an address, instead of a name: the pod, node or Service that has it, or outside' },
    { name: 'destination-pod', short: 'd', aliases: ['destination'], value: 'NAME', help: 'a pod or workload' },
    { name: 'destination-namespace', value: 'NAME', help: 'namespace of the pod or workload' },
    { name: 'destination-ip', value: 'ADDRESS', help: 'an address, instead of a name: the pod, node or Service that has it, or outside' },
    { name: 'destination-port', short: 'p', aliases: ['port'], value: 'PORT', help: 'a number, or the name of a container port of the destination' },
    { name: 'protocol', value: 'PROTOCOL', help: 'tcp (default), udp or sctp' },
    { name: 'expect', value: 'VERDICT', choices: ['allowed', 'denied'], help: 'exit with 2 if the verdict is different; unknown is different from both' },
    format(FORMS.answer, 'txt is one line, json has verdict, reasons and rules'),
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence eval ./manifests -s frontend -n web -d api --destination-namespace backend -p 8080', what: 'can one workload connect to another?' },
    { command: 'netfence eval ./manifests --source-ip 203.0.113.9 -d backend/api -p https --expect denied', what: 'a check for CI: the internet must not reach the API' },
  ],
};
