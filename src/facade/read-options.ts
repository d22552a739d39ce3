import { AnalysisSession, FactOptions, givenFacts, mergeFacts, optionFacts, ReadOptions, withFacts } from '../analysis';
import type { AnalysisOptions } from './analysis-options';

/** The options of an analysis, as the functions that read manifests take them. */
export function readOptions({ cni, defaultNamespace, facts, exclude, staged }: AnalysisOptions): ReadOptions {
  const stated = [
    ...(cni === undefined ? [] : [optionFacts({ cni }, (option) => `the option \`${option}\``)]),
    ...(facts === undefined ? [] : [givenFacts(facts, 'the option `facts`')]),
  ];
  return {
    ...(defaultNamespace !== undefined && { defaultNamespace }),
    ...(stated.length > 0 && { facts: mergeFacts(...stated) }),
    ...(exclude && { exclude }),
    ...(staged && { staged }),
  };
}

/** The session with what the options of a question state. */
export function stating(session: AnalysisSession, options: FactOptions): AnalysisSession {
  return withFacts(session, optionFacts(options, (option) => `the option \`${option}\``));
}
