import { boundaryPorts, type Case } from './generate';

type Json = any;

/** Without these an object is another question altogether. */
const KEPT = new Set(['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'containers', 'ownerReferences']);

/** Every way to leave out one part below a value: the value without it. */
function* smaller(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) yield [...value.slice(0, i), ...value.slice(i + 1)];
    for (let i = 0; i < value.length; i++) for (const item of smaller(value[i])) yield [...value.slice(0, i), item, ...value.slice(i + 1)];
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      const { [key]: _left, ...rest } = value;
      if (!KEPT.has(key)) yield rest;
    }
    for (const key of Object.keys(value)) for (const item of smaller(value[key])) yield { ...value, [key]: item };
  }
}

/** Leaves out objects, rules and fields as long as the case still fails. */
export function shrinkCase(item: Case, fails: (smallerCase: Case) => boolean): Case {
  let best = item;
  for (;;) {
    let improved = false;
    for (const externals of smaller(best.externals)) {
      if (!fails({ ...best, externals })) continue;
      best = { ...best, externals };
      improved = true;
      break;
    }
    for (const objects of smaller(best.objects)) {
      const candidate = { ...best, objects, ports: boundaryPorts(objects) };
      if (!fails(candidate)) continue;
      best = candidate;
      improved = true;
      break;
    }
    if (!improved) return best;
  }
}
