/** The cases of the proofs, with facts, namespaces that are not declared, pods with addresses, and invariants about single addresses. */
import { Random } from './generate/random';
import { generateProofCase, ProofCase } from './proof-cases';

type Json = any;

export interface AssumptionCase extends ProofCase {
  /** Whether it is stated where pods have their addresses. */
  readonly ranged: boolean;
  /** Whether it is stated that the input is the whole cluster. */
  readonly complete: boolean;
}

export const POD_RANGES = ['10.244.0.0/16', 'fd00:10:244::/56'];

/** The one public address that invariants name by itself. */
const PUBLIC = '203.0.113.200';

export function generateAssumptionCase(seed: number, index: number): AssumptionCase {
  const random = new Random(seed + 31, index);
  const item = generateProofCase(seed, index);
  const undeclared = random.chance(0.2) ? 'n2' : undefined;
  let objects = item.objects.filter(({ kind, metadata }) => kind !== 'Namespace' || metadata.name !== undeclared);
  const addressed = random.chance(0.15) ? objects.find(({ kind, spec }) => kind === 'Pod' && spec.hostNetwork === undefined) : undefined;
  const address = '10.244.7.7';
  const status = { podIP: address, podIPs: [{ ip: address }] };
  if (addressed !== undefined) objects = objects.map((object) => (object === addressed ? { ...object, status } : object));
  if (random.chance(0.1)) objects = [...objects, { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { namespace: 'n1', name: 'blog' }, spec: {} }];
  const invariant = aboutAddress(random, item.invariant, addressed === undefined ? undefined : address);
  return { ...item, objects, invariant, ranged: random.chance(0.4), complete: random.chance(0.3) };
}

/** The same invariant, with an end that one address names. */
function aboutAddress(random: Random, invariant: Json, address: string | undefined): Json {
  const demand = invariant.never ? 'never' : 'always';
  if (invariant[demand] === undefined || !(address === undefined ? random.chance(0.1) : random.chance(0.7))) return invariant;
  const end = random.pick(['from', 'to']);
  return { ...invariant, [demand]: { ...invariant[demand], [end]: { addresses: [address ?? PUBLIC] } } };
}
