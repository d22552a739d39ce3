import type { Option } from './option';

export const CONSTRUCT_METADATA: Option = {
  name: 'construct-metadata',
  value: 'FILE',
  help: 'file that maps objects to constructs, written by cdk8s (default: construct-metadata.json in an input folder)',
};

export const DIRPATH: Option = { name: 'dirpath', value: 'PATH', many: true, help: 'same as a positional PATH' };
export const FILE: Option = { name: 'file', short: 'f', value: 'FILE', help: 'write the result to a file instead of standard output' };
export const QUIET: Option = { name: 'quiet', short: 'q', help: 'print only errors on standard error' };
export const VERBOSE: Option = { name: 'verbose', help: 'print each problem of the input, also where they fill more than a screen' };
export const CNI: Option = {
  name: 'cni', value: 'NAME', help: 'network plugin of the cluster (calico, cilium, kube-router, ...): evaluate as it enforces policies',
};
export const CONFIG: Option = {
  name: 'config', value: 'FILE', help: 'configuration file (default: .netfence.yaml in the current folder, if it exists)',
};
export const NAMESPACE: Option = { name: 'default-namespace', value: 'NAME', help: 'namespace of objects that do not name one (default: default)' };
export const EXCLUDE: Option = {
  name: 'exclude', value: 'PATTERN', many: true, help: 'leave files and folders out, as a line of `.netfenceignore` would',
};
export const ALLOW_PARTIAL: Option = { name: 'allow-partial', help: 'do not exit with 3 if some records were not understood' };
export const POD_RANGE: Option = {
  name: 'pod-range', value: 'CIDR', many: true, help: 'address range of pods, to evaluate blocks for pods that do not exist yet',
};
/** The two readings of staged policies, the default first. */
export const STAGED_READINGS = ['ignore', 'enforce'] as const;
export const STAGED: Option = {
  name: 'staged',
  value: 'HOW',
  choices: STAGED_READINGS,
  help: 'staged policies (StagedNetworkPolicy, ...): ignore (default), or read as if they were enforced',
};
export const HELP: Option = { name: 'help', short: 'h', help: 'show this page' };

/** What every command takes that reads manifests and writes one answer. */
export const COMMON_OPTIONS: readonly Option[] = [FILE, CNI, CONFIG, DIRPATH, EXCLUDE, NAMESPACE, QUIET, STAGED, VERBOSE, HELP];

/** The form of the answer: the forms that there are for it, the default first. */
export function format(forms: readonly { readonly form: string }[], notes = ''): Option {
  const choices = forms.map(({ form }) => form);
  const help = `${choices[0]} (default), ${choices.slice(1).join(', ')}${notes === '' ? '' : `; ${notes}`}`;
  return { name: 'format', short: 'o', aliases: ['output'], value: 'FORMAT', choices, help };
}
