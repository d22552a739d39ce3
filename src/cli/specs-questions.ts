import { FORMS } from '../report/forms';
import { CNI, COMMON_OPTIONS, FILE, format, HELP, NAMESPACE, QUIET } from './common-options';
import type { CommandSpec } from './option';

export const EXPLAIN: CommandSpec = {
  name: 'explain',
  summary: 'Say why traffic passes or not, and what would change it.',
  usage: 'explain SOURCE DESTINATION [PORT] PATH…   (ends: namespace/name, a name, an address)',
  options: [
    { name: 'workload', value: 'NAME', help: 'instead of two ends: why is this workload isolated, and which policies select it' },
    format(FORMS.explanation),
    { name: 'construct-metadata', value: 'FILE', help: 'where cdk8s wrote which construct stands behind which object (default: construct-metadata.json in a folder of the input)' },
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence explain web/frontend backend/api 8080 ./manifests', what: 'why does the front end not reach the API?' },
    { command: 'netfence explain --workload backend/api ./manifests', what: 'why is the API isolated?' },
  ],
};

export const DIFF: CommandSpec = {
  name: 'diff',
  summary: 'Say who reaches whom after a change and did not before, or no longer.',
  usage: 'diff OLD NEW   (files or folders)   or   diff --git BASE..HEAD [PATH…]',
  options: [
    { name: 'git', value: 'BASE..HEAD', help: 'compare two commits; BASE alone is compared with the files as they are' },
    { name: 'dir1', value: 'PATH', many: true, help: 'the old state, as if it stood first' },
    { name: 'dir2', value: 'PATH', many: true, help: 'the new state, as if it stood second' },
    format(FORMS.diff, 'txt and csv have one line a pair, report says why, md is the comment of a pull request'),
    { name: 'fail-on', value: 'WHAT', choices: ['opened', 'closed', 'any'], help: 'exit with 2 when something was opened, closed, or either' },
    { name: 'accept', value: 'FILE', help: 'changes that are meant, each with a reason and a day on which the acceptance ends' },
    FILE,
    CNI,
    NAMESPACE,
    QUIET,
    HELP,
  ],
  examples: [
    { command: 'netfence diff --git origin/main..HEAD dist -o md > comment.md', what: 'what a pull request changes, as its comment' },
    { command: 'netfence diff before after --fail-on opened --accept accepted.yaml', what: 'a check: nothing may open that nobody accepted' },
  ],
};

export const BLAST: CommandSpec = {
  name: 'blast',
  summary: 'Say what a compromised pod reaches, directly and through others.',
  usage: 'blast WORKLOAD PATH…   or   blast --all PATH…',
  options: [
    { name: 'all', help: 'the radius of every workload, the largest first' },
    { name: 'before', value: 'PATH', many: true, help: 'the state before a change: what the change adds to the radius, and takes from it' },
    { name: 'hops', value: 'NUMBER', help: 'how far an attacker goes from pod to pod (default: as far as possible)' },
    { name: 'api-server', value: 'ADDRESS', many: true, help: 'the addresses of the API server, which manifests do not tell' },
    format(FORMS.blast),
    ...COMMON_OPTIONS,
  ],
  examples: [
    { command: 'netfence blast web/frontend ./manifests', what: 'what is lost when the front end is' },
    { command: 'netfence blast --all ./manifests', what: 'which workloads are worth most to an attacker' },
  ],
};
