import { loadText } from '../../load';
import { anything, converted, described, FieldProblem, object, oneOf, FieldPlace } from '../../schema';
import { CNIS } from '../../profiles';
import { configPath, configText } from '../own-files/config-path';
import { readOwnFile, refuseProblems } from '../own-files/read';
import { sourceAt } from './contradictions';
import { factsSchema } from './schema';
import { mergeFacts, NO_FACTS, StatedFacts } from './stated';

/** What every command reads of the configuration. */
export const ENVIRONMENT_FIELDS = {
  version: described(oneOf([1], { fix: 'this version of netfence reads no other' }), 'The version of this format.'),
  cni: described(oneOf([...CNIS.keys()]), 'The network plugin of the cluster; better `cni` among the facts.'),
  facts: described(factsSchema((place) => sourceAt(place.position())), 'What is known of the cluster beside the manifests.'),
};

interface StatedEnvironment {
  readonly cni?: string;
  readonly facts?: StatedFacts;
}

/** The facts, with the network plugin; a plugin that is named twice, and differently, is a mistake. */
export function factsIn({ cni, facts = NO_FACTS }: StatedEnvironment, place: FieldPlace): StatedFacts | undefined {
  if (cni === undefined) return facts;
  if (facts.cni !== undefined && facts.cni.value !== cni) return place.at('cni').problem(`is \`${cni}\`, and \`facts.cni\` is \`${facts.cni.value}\``, 'leave one of them');
  return mergeFacts(facts, { cni: { value: cni, source: sourceAt(place.at('cni').position()) } });
}

/** What `check` alone reads. */
const OF_CHECK = ['failOn', 'baseline', 'ruleModules', 'rules', 'ignores'];

const ENVIRONMENT = converted(
  object({ ...ENVIRONMENT_FIELDS, ...Object.fromEntries(OF_CHECK.map((name) => [name, anything()])) as {} }),
  (environment, place) => factsIn(environment, place),
);

/** What the configuration states about the cluster. */
interface Environment {
  readonly facts: StatedFacts;
  /** Absent where there is no configuration. */
  readonly file?: string;
}

/**
 * What a configuration states about the cluster: of the file that is named, or else of the current folder, if it has one.
 *
 * @throws with the place of every mistake in it; what only `check` reads is not looked at
 */
export function readEnvironment(named?: string): Environment {
  const file = configPath(named);
  if (file === undefined) return { facts: NO_FACTS };
  const { facts, problems } = environmentOf(configText(file), file);
  refuseProblems('bad-config', problems);
  return { facts, file };
}

/** The same for a text; `file` names it in messages. */
export function environmentOf(text: string, file: string): { readonly facts: StatedFacts; readonly problems: readonly FieldProblem[] } {
  const { values, problems } = readOwnFile(ENVIRONMENT, loadText(text, file), file, { code: 'bad-config', title: 'the configuration', single: true });
  return { facts: values[0] ?? NO_FACTS, problems };
}
