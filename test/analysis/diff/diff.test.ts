import { diff } from '../../../src/analysis/questions/diff/diff';
import type { ChangedEdges } from '../../../src/results/diff';
import { EdgeChange } from '../../../src/results/enums';
import { readObjects } from '../../../src/analysis/session/read';
import { formatAddress, TrafficSet } from '../../../src/sets';
import { cases } from '../../testing/cases';
import { fullList, States, stated, statesOf } from './diff-pairs';

const CASES = cases(80);
const NONE = { allowed: TrafficSet.NONE, unknown: TrafficSet.NONE };

/** What the difference of two full lists has that the diff does not say, or says otherwise. */
function wrongOf({ before, after, externals }: States): { wrong: string[]; pairs: number } {
  const [old, now] = [readObjects(before), readObjects(after)];
  const labels = [...new Set([...old.identities().keys(), ...now.identities().keys()])];
  // what passes to the address of a node also depends on where each pod runs
  const nodes = new Set([old, now].flatMap((session) => session.decoded.cluster.nodes.flatMap((node) => node.addresses.map(formatAddress))));
  const probes = externals.filter((address) => !nodes.has(address));
  const [was, is] = [fullList(old, labels, probes), fullList(now, labels, probes)];
  const result = diff(old, now);
  const wrong: string[] = [];
  let pairs = 0;
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [source, destination] = key.split(' ');
    const [a, b] = [was.get(key) ?? NONE, is.get(key) ?? NONE];
    const expected = {
      opened: b.allowed.subtract(a.allowed).subtract(a.unknown),
      closed: a.allowed.subtract(b.allowed).subtract(b.unknown),
      possiblyOpened: b.unknown.subtract(a.allowed).subtract(a.unknown).union(b.allowed.intersect(a.unknown)),
      possiblyClosed: b.unknown.intersect(a.allowed).union(a.unknown.subtract(b.allowed).subtract(b.unknown)),
    };
    for (const field of ['opened', 'closed', 'possiblyOpened', 'possiblyClosed'] as const) {
      const said = stated(result, field, source, destination);
      const meant = expected[field].isEmpty() ? [] : [expected[field].toString()];
      if (meant.length > 0) pairs++;
      if (said.join(' and ') !== meant.join()) wrong.push(`${key} ${field}: said ${said.join(' and ')}, the lists say ${meant.join()}`);
    }
  }
  return { wrong, pairs };
}

describe('diff', () => {
  it(`is the difference of two full lists for ${CASES} generated pairs`, () => {
    let changed = 0;
    for (let i = 0; i < CASES; i++) {
      const { wrong, pairs } = wrongOf(statesOf(31, i));
      expect(wrong.map((text) => `case ${i}: ${text}`)).toEqual([]);
      changed += pairs;
    }
    expect(changed).toBeGreaterThan(CASES * 5);
  });

  it('of equal states is empty', () => {
    for (let i = 0; i < cases(30); i++) {
      const { before } = statesOf(32, i);
      expect(diff(readObjects(before), readObjects([...before].reverse()))).toEqual({
        edges: [], isolation: [], addedWorkloads: [], removedWorkloads: [], policies: [], exposure: [], notes: [],
      });
    }
  });

  it('mirrors when the states change places', () => {
    const { OPENED, CLOSED, WIDENED, NARROWED, CHANGED, UNCLEAR } = EdgeChange;
    const mirrored: Record<EdgeChange, EdgeChange> = {
      opened: CLOSED, closed: OPENED, widened: NARROWED, narrowed: WIDENED, changed: CHANGED, unclear: UNCLEAR,
    };
    const plain = ({ kind, sources, destinations, addresses, before, after, opened, closed }: ChangedEdges) =>
      [kind, sources, destinations, addresses?.ranges, before, after, opened, closed].join('|');
    const turned = (edge: ChangedEdges) => {
      const { before, after, opened, closed } = edge;
      return plain({ ...edge, kind: mirrored[edge.kind], before: after, after: before, opened: closed, closed: opened });
    };
    for (let i = 0; i < cases(60); i++) {
      const { before, after } = statesOf(33, i);
      const [old, now] = [readObjects(before), readObjects(after)];
      expect(diff(now, old).edges.map(plain).sort()).toEqual(diff(old, now).edges.map(turned).sort());
    }
  });

  it('names a cause for every edge', () => {
    for (let i = 0; i < cases(60); i++) {
      const { before, after } = statesOf(34, i);
      for (const edge of diff(readObjects(before), readObjects(after)).edges) expect(edge.causes.length).toBeGreaterThan(0);
    }
  });
});
