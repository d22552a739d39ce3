import type { EndSpec, EndSpecs, PodsSpec, Statement } from '../../invariants/statement';

/** All that the ends of an invariant and of its exceptions say, what they leave out included. */
export function endsOf({ from, to, except }: Statement): EndSpec[] {
  const flat = (specs: EndSpecs): EndSpec[] => (specs ?? []).flatMap((spec) => (spec.type === 'outside' ? [spec, ...flat(spec.of)] : [spec]));
  return [...flat(from), ...flat(to), ...except.flatMap((item) => [...flat(item.from), ...flat(item.to)])];
}

export function isSpecOfPods(spec: EndSpec): spec is PodsSpec {
  return spec.type === 'pods';
}

/** Whether an end may be a pod that does not exist yet. */
export function mayBeCreated(specs: EndSpecs): boolean {
  return specs === undefined || specs.some(({ type }) => type !== 'addresses');
}
