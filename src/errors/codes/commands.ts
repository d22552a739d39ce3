import type { CodeTable } from './entry';

/** Codes of the command line. */
export const COMMAND_CODES = {
  'argument-missing': { cause: 'A command got too few or too many paths or names.', fix: 'Write the command as its example shows.' },
  'bad-construct-metadata': { cause: 'The file of construct metadata cannot be read.', fix: 'Name the `construct-metadata.json` that cdk8s wrote.' },
  'bad-range': { cause: 'A range of commits is not written `BASE..HEAD`.', fix: 'Write for example `origin/main..HEAD`.' },
  'cannot-write': { cause: 'A file cannot be written.', fix: 'Name a file in a folder that exists and is writable.' },
  'empty-side': { cause: 'One of two compared states has neither workloads nor policies.', fix: 'Name the files that hold them.' },
  'git-failed': { cause: 'The program git ended with an error.', fix: 'Run the git command that is named, and read its message.' },
  'missing-object': { cause: 'The repository lacks the content of a file: a partial or damaged clone.', fix: 'Fetch it, or clone the repository as a whole.' },
  'no-git': { cause: 'The program `git` was not found.', fix: 'Install it, or compare two folders.' },
  'no-input': { cause: 'No file, folder or standard input was named.', fix: 'Name files or folders, or `-` for standard input.' },
  'no-invariants': { cause: 'No file of invariants was named.', fix: 'Name a file of invariants, or built-in ones with `--use`.' },
  'no-repository': { cause: 'The current folder is in no git repository.', fix: 'Go to one, or compare two folders.' },
  'option-missing': { cause: 'A command needs an option that was not given.', fix: 'Add the option that is named.' },
  'option-unsupported': { cause: 'An option of a similar tool is not supported: no command asks a cluster.', fix: 'Pipe the objects in, with `-` for standard input.' },
  'option-value': { cause: 'The value of an option is not allowed.', fix: 'Use one of the values that are named.' },
  'option-value-missing': { cause: 'An option needs a value.', fix: 'Write the value behind the option.' },
  'options-exclusive': { cause: 'Two options cannot be used together.', fix: 'Leave one of them out.' },
  'stdin-twice': { cause: 'Standard input was named for two things.', fix: 'Put one of them into a file.' },
  'unknown-command': { cause: 'There is no command of this name.', fix: 'Correct the name; `netfence --help` lists the commands.' },
  'unknown-commit': { cause: 'The program git does not know a commit.', fix: 'Fetch it, or name one that `git log` shows.' },
  'unreadable-file': { cause: 'A file that was named by an option cannot be read.', fix: 'Correct the path.' },
} as const satisfies CodeTable;
