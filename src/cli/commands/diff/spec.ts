import { FORMS } from '../../../report/forms';
import { CNI, FILE, format, HELP, NAMESPACE, QUIET } from '../../common-options';
import type { CommandSpec } from '../../option';

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
    { command: 'netfence diff before after --fail-on opened --accept accepted.yaml', what: 'a check: nothing may open that is not accepted' },
  ],
};
