import { fail } from '../../errors';
import { IpSet, parseAddress, parseCidr } from '../../sets';
import { addressesOf } from '../invariants/addresses';
import type { FactSource, StatedFacts } from './stated';

/** Facts as options of their own: of the command line, or of one question. */
export interface FactOptions {
  readonly podRanges?: readonly string[];
  /** Addresses or blocks. */
  readonly apiServer?: readonly string[];
  readonly dns?: string;
  readonly cni?: string;
}

/** The facts that options state; `nameOf` says what an option is called where it is given. */
export function optionFacts({ podRanges, apiServer = [], dns, cni }: FactOptions, nameOf: (option: keyof FactOptions) => string): StatedFacts {
  const source = (option: keyof FactOptions): FactSource => ({ name: nameOf(option) });
  return {
    ...(podRanges && { podRanges: { value: addressesOf(podRanges), source: source('podRanges') } }),
    ...(apiServer.length > 0 && { apiServer: { value: apiServerOf(apiServer, nameOf('apiServer')), source: source('apiServer') } }),
    ...(dns !== undefined && { dns: { value: dns, source: source('dns') } }),
    ...(cni !== undefined && { cni: { value: cni, source: source('cni') } }),
  };
}

function apiServerOf(texts: readonly string[], option: string): IpSet {
  return texts.map((text) => {
    const address = parseAddress(text);
    if (address !== undefined) return IpSet.address(address);
    const block = parseCidr(text);
    return block === undefined ? fail('option-value', `${option} is an address, got \`${text}\``, 'look it up with `kubectl get endpointslices -n default`') : IpSet.cidr(block);
  }).reduce((all, one) => all.union(one));
}
