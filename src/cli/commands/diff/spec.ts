import { FORMS } from '../../../report/forms';
import { CNI, CONFIG, EXCLUDE, FILE, format, HELP, NAMESPACE, QUIET, VERBOSE } from '../../common-options';
import { DATE } from '../../picture-options';
import type { CommandSpec } from '../../option';

export const DIFF: CommandSpec = {
  name: 'diff',
  summary: 'Show which connections a change opens and closes.',
  usage: 'diff OLD NEW   (files or folders)   or   diff --git BASE..HEAD [PATH…]   or   diff --staged PATH',
  options: [
    { name: 'git', value: 'BASE..HEAD', help: 'compare two commits; BASE alone is compared with the working tree' },
    { name: 'dir1', value: 'PATH', many: true, help: 'old manifests, same as the first argument' },
    { name: 'dir2', value: 'PATH', many: true, help: 'new manifests, same as the second argument' },
    { name: 'staged', value: 'PATH', many: true, help: 'compare manifests with what they become once staged policies are enforced; `ignore` (default) or `enforce`: how both states are read' },
    format(FORMS.diff, 'txt and csv have one line a pair, report says why, md is the comment of a pull request'),
    { name: 'fail-on', value: 'WHAT', choices: ['opened', 'closed', 'any'], help: 'exit with 2 if connections were opened, closed, or either' },
    { name: 'accept', value: 'FILE', help: 'accepted changes, each with a reason and a last day' },
    FILE,
    DATE,
    CNI,
    CONFIG,
    EXCLUDE,
    NAMESPACE,
    QUIET,
    { ...VERBOSE, help: 'show each changed group of connections and each problem of the input' },
    HELP,
  ],
  examples: [
    { command: 'netfence diff --git origin/main..HEAD dist -o md > comment.md', what: 'the comment of a pull request' },
    { command: 'netfence diff before after --fail-on opened --accept accepted.yaml', what: 'a check for CI: no connection may open that is not accepted' },
    { command: 'netfence diff --staged deployed -o report', what: 'what would the staged policies change, once they are enforced?' },
  ],
};
