import { AnalysisSession, FactOptions, givenFacts, optionFacts, profileNamed, ReadOptions, withFacts } from '../analysis';
import type { AnalysisOptions } from './analysis-options';

/** The options of an analysis, as the functions that read manifests take them. */
export function readOptions({ cni, defaultNamespace, facts }: AnalysisOptions): ReadOptions {
  return { ...(cni !== undefined && { profile: profileNamed(cni) }), ...(defaultNamespace !== undefined && { defaultNamespace }), ...(facts && { facts: givenFacts(facts, 'the option `facts`') }) };
}

/** The session with what the options of a question state. */
export function stating(session: AnalysisSession, options: FactOptions): AnalysisSession {
  return withFacts(session, optionFacts(options, (option) => `the option \`${option}\``));
}
