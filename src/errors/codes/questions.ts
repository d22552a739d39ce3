import type { CodeTable } from './entry';

/** Codes of questions: their input, their ends, and the files of settings that they take. */
export const QUESTION_CODES = {
  'ambiguous-workload': { cause: 'A name stands for several workloads.', fix: 'Write `namespace/name` or `namespace/name[Kind]`.' },
  'bad-address': { cause: 'A text is not an IP address.', fix: 'Write one such as `192.0.2.7` or `2001:db8::7`.' },
  'bad-day': { cause: 'The last day of an exception is not a day, or too far away.', fix: 'Write it as `2026-12-31`.' },
  'bad-input': { cause: 'A value is neither an app, nor a chart, nor manifests.', fix: 'Pass an app, a chart, manifests, or a list of these.' },
  'bad-packet': { cause: 'A text is not a protocol and a port.', fix: 'Write `TCP 8080`, `UDP 53` or `SCTP 3868`.' },
  'bad-port': { cause: 'A text is not a port of the destination.', fix: 'Write a number from 1 to 65535 or the name of a container port.' },
  'bad-rule': { cause: 'A rule of your own does not have the form of a rule.', fix: 'Correct the property that is named.' },
  'no-flows': { cause: 'A folder holds no file with recorded flows.', fix: 'Name a file with recorded flows.' },
  'no-packet': { cause: 'A packet was asked for out of an empty set of traffic.', fix: 'Ask about traffic that is not empty.' },
  'no-reason': { cause: 'An ignored rule has no reason.', fix: 'Say why the finding is fine.' },
  'no-such-path': { cause: 'There is no file or folder of this name.', fix: 'Correct the path.' },
  'no-workload': { cause: 'Only addresses were named, and the input shows no pod that has one of them.', fix: 'Name a workload for one of the ends.' },
  'not-expressible': { cause: 'A policy cannot be written as an object of its API.', fix: 'Change the policy as the message says.' },
  'unknown-cni': { cause: 'There is no profile for this network plugin.', fix: 'Use one of the names that are listed.' },
  'unknown-dns': { cause: 'There is no profile of this name for a DNS resolver.', fix: 'Use one of the names that are listed.' },
  'unknown-flow-format': { cause: 'There is no flow format of this name.', fix: 'Use one of the names that are listed.' },
  'unknown-namespace': { cause: 'A namespace is neither in the input nor in a policy.', fix: 'Correct the name, or add the namespace to the input.' },
  'option-unknown': { cause: 'There is no option of this name.', fix: 'Correct the name.' },
  'unknown-rule': { cause: 'There is no rule of this name.', fix: 'Correct the name; [the rules](rules/README.md) are listed.' },
  'unknown-workload': { cause: 'There is no workload of this name in the input.', fix: 'Write `namespace/name`, `namespace/name[Kind]` or an address.' },
} as const satisfies CodeTable;
