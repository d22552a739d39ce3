import { fail } from '../../../errors';
import { ProofNote, ProofNoteKind } from '../../../results/proof-remarks';
import { Traffic } from '../../../results/traffic';
import type { TrafficSet } from '../../../sets';
import type { Resolved } from '../../invariants/resolve';
import type { EndSpecs, Statement } from '../../invariants/statement';
import { demandOf, trafficFor } from './demand';
import type { Membership } from './membership';
import { NumbersOfPairs } from './numbers-of-pairs';
import type { World } from './world';

interface PlacedInvariant {
  readonly invariant: Resolved;
  readonly membership?: Membership;
}

/**
 * Invariants of which one forbids what another demands. Where that is so whatever the policies are, it is an error; where it is about
 * pods that happen to be isolated, each gets a note.
 */
export function conflictsOf(world: World, findings: readonly PlacedInvariant[]): ProofNote[][] {
  const notes: ProofNote[][] = findings.map(() => []);
  findings.forEach((wanted, w) => {
    if (wanted.invariant.statement.demand !== 'always') return;
    findings.forEach((forbidden, f) => {
      if (forbidden.invariant.statement.demand !== 'never') return;
      const both = overlap(world, wanted, forbidden);
      if (both === undefined) return;
      const [a, b] = [wanted.invariant.statement, forbidden.invariant.statement];
      const traffic = Traffic._of(both);
      if (!dependsOnPolicies(a) && !dependsOnPolicies(b)) {
        fail('invariant-contradiction', `\`${a.id}\` demands ${traffic.text} that \`${b.id}\` forbids, so no policies can satisfy both`, 'add an exception to one of them');
      }
      const note: ProofNote = { kind: ProofNoteKind.CONTRADICTION, labels: [], demandedBy: a.id, forbiddenBy: b.id, traffic };
      notes[w].push(note);
      notes[f].push(note);
    });
  });
  return notes;
}

function dependsOnPolicies({ from, to, except }: Statement): boolean {
  const depends = (specs: EndSpecs): boolean => (specs ?? []).some((spec) => (spec.type === 'outside' ? depends(spec.of) : spec.type === 'pods' && spec.isolated !== undefined));
  return depends(from) || depends(to) || except.some((item) => depends(item.from) || depends(item.to));
}

interface Kind {
  readonly wanted: number;
  readonly forbidden: number;
}

/** Some traffic between pods that the one demands and the other forbids. */
function overlap(world: World, wanted: PlacedInvariant, forbidden: PlacedInvariant): TrafficSet | undefined {
  const [a, b] = [wanted.membership!, forbidden.membership!];
  const sources = kinds(world, a.sources, b.sources, a.fromMask, b.fromMask);
  const destinations = kinds(world, a.destinations, b.destinations, a.toMask, b.toMask);
  const [demanded, banned] = [demandOf(wanted.invariant, a.masks), demandOf(forbidden.invariant, b.masks)];
  for (const source of sources) {
    for (const destination of destinations) {
      const wants = trafficFor(demanded, a.masks.both(source.wanted, destination.wanted));
      const both = wants.intersect(trafficFor(banned, b.masks.both(source.forbidden, destination.forbidden)));
      if (!both.isEmpty()) return both;
    }
  }
  return undefined;
}

/** The different pairs of masks among classes that both mean. */
function kinds(world: World, a: readonly number[], b: readonly number[], maskA: Int32Array, maskB: Int32Array): Kind[] {
  const inB = new Uint8Array(world.engine.classes.count);
  for (const c of b) inB[c] = 1;
  const numbers = new NumbersOfPairs();
  const found: Kind[] = [];
  for (const c of a) if (inB[c] === 1 && numbers.of(maskA[c], maskB[c]) === found.length) found.push({ wanted: maskA[c], forbidden: maskB[c] });
  return found;
}
