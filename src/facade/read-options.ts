import { profileNamed, ReadOptions } from '../analysis';
import type { AnalysisOptions } from './analysis-options';

/** The options of an analysis, as the functions that read manifests take them. */
export function readOptions({ cni, defaultNamespace }: AnalysisOptions): ReadOptions {
  return { ...(cni !== undefined && { profile: profileNamed(cni) }), ...(defaultNamespace !== undefined && { defaultNamespace }) };
}
