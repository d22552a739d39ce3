import { profileNamed, ReadOptions } from '../analysis';

/** How manifests are read and judged. */
export interface AnalysisOptions {
  /**
   * The network agent that enforces the policies, such as `cilium`: what the API leaves open is then judged as this agent does it.
   *
   * @default - the words of the API; what they leave open is unknown
   */
  readonly cni?: string;
  /**
   * The namespace of objects that name none.
   *
   * @default 'default'
   */
  readonly defaultNamespace?: string;
}

/** The same for what reads. */
export function readOptions({ cni, defaultNamespace }: AnalysisOptions): ReadOptions {
  return { ...(cni !== undefined && { profile: profileNamed(cni) }), ...(defaultNamespace !== undefined && { defaultNamespace }) };
}
