/**
 * `npm run bench -- questions`: what people ask, on W1 (10,000 policies, 100,000 pods) once it is loaded: checks, explanations, proofs, the
 * difference to a state that differs in ten policies, blast radii, exposure. Each beside one analysis of the same input, measured in the same process.
 */
import { join } from 'path';
import * as shapes from './shapes';
import { median, table } from './table';

// the compiled package is measured, not the sources
/* eslint-disable @typescript-eslint/no-require-imports */
const lib = process.env.NETFENCE_LIB ?? join(__dirname, '..', 'lib');
const { readObjects } = require(join(lib, 'analysis/session/read')) as typeof import('../src/analysis/session/read');
const { findEnd } = require(join(lib, 'analysis/ends/ends')) as typeof import('../src/analysis/ends/ends');
const { explain } = require(join(lib, 'analysis/questions/explain/explain')) as typeof import('../src/analysis/questions/explain/explain');
const { exposureOf } = require(join(lib, 'analysis/questions/exposure/exposure')) as typeof import('../src/analysis/questions/exposure/exposure');
const { prove } = require(join(lib, 'analysis/questions/prove/prove')) as typeof import('../src/analysis/questions/prove/prove');
const { diff } = require(join(lib, 'analysis/questions/diff/diff')) as typeof import('../src/analysis/questions/diff/diff');
const { Blast } = require(join(lib, 'analysis/questions/blast/blast')) as typeof import('../src/analysis/questions/blast/blast');
const { Invariant, InvariantEnd } = require(join(lib, 'facade')) as typeof import('../src/facade');
const { countPairs } = require(join(lib, 'engine')) as typeof import('../src/engine');
const { check, RULES } = require(join(lib, 'lint')) as typeof import('../src/lint');
/* eslint-enable */

interface Row { readonly what: string; readonly milliseconds: number; readonly goal: string; readonly note: string }

function timed<T>(work: () => T): [milliseconds: number, result: T] {
  global.gc?.();
  const started = performance.now();
  const result = work();
  return [performance.now() - started, result];
}

/** The median of some runs. */
function repeated(runs: number, work: (run: number) => unknown): number {
  return median(Array.from({ length: runs }, (_, run) => timed(() => work(run))[0]));
}

type Manifest = { kind: string; spec: { ingress: unknown[] } };

/** Ten policies, far apart, lose a rule. */
function changed(objects: readonly unknown[]): unknown[] {
  let seen = 0;
  return objects.map((value) => {
    const { kind, spec } = value as Manifest;
    if (kind !== 'NetworkPolicy' || seen++ % 1000 !== 500) return value;
    return { ...(value as Manifest), spec: { ...spec, ingress: spec.ingress.slice(1) } };
  });
}

function invariants() {
  const closed = Array.from({ length: 8 }, (_, i) => Invariant.closedNamespace({
    namespace: `ns-${i * 10}`,
    except: [{ from: [InvariantEnd.pods(`ns-${i}`, { app: 'app-1' })], traffic: ['TCP 8080'] }],
  }));
  const metadata = Invariant.never({ id: 'metadata', from: [InvariantEnd.allPods()], to: [InvariantEnd.addresses(['169.254.169.254/32'])] });
  return [...closed, metadata, Invariant.readyMade('dns')].map((invariant) => invariant._statement());
}

/** So many namespaces of W1 are asked for their exposure. */
const FEW = 40;

function main(): void {
  const namespaces = Number(process.argv[2] ?? 1000);
  const objects = [...shapes.w1(namespaces).objects()];
  const analyse = (values: readonly unknown[]) => {
    const session = readObjects(values);
    countPairs(session.engine());
    return session;
  };
  analyse(objects);
  const analysis = repeated(3, () => analyse(objects));
  const rows: Row[] = [{ what: 'one analysis, objects to edges counted', milliseconds: analysis, goal: '', note: '' }];
  const add = (what: string, milliseconds: number, goal: string, note = '') => rows.push({ what, milliseconds, goal, note });

  const session = analyse(objects);
  const ends = Array.from({ length: 200 }, (_, i) => [`ns-${(i * 37) % namespaces}/pod-${i % 100}`, `ns-${(i * 53) % namespaces}/pod-${(i * 7) % 100}`]);
  const ask = ([from, to]: string[]) => explain(session, findEnd(session, from), findEnd(session, to), { protocol: 'TCP', port: 8080 });
  ends.slice(0, 20).forEach(ask);
  add('explain one pair', median(ends.map((pair) => timed1(() => ask(pair)))), '≤ 1 ms', 'median of 200, warm');

  add('ten proofs', repeated(3, () => prove(session, invariants())), '≤ 2 s');

  const [before, after] = [readObjects(objects), readObjects(changed(objects))];
  const [difference, found] = timed(() => diff(before, after));
  add('diff of two states, ten policies apart', difference, '≤ 1.5 × one analysis', `${(difference / analysis).toFixed(2)} ×, ${found.edges.length} groups of edges`);

  // every workload is asked about every sort of pod that could be created, so a part of W1 is enough to see its growth
  const few = [...shapes.w1(Math.min(namespaces, FEW)).objects()];
  const small = repeated(3, () => analyse(few));
  const exposed = repeated(3, () => exposureOf(readObjects(few)));
  add(`exposure of ${Math.min(namespaces, FEW)} namespaces`, exposed, '≤ 20 × one analysis of these', `${(exposed / small).toFixed(2)} ×`);

  const blast = new Blast(session);
  add('blast radius of one workload', repeated(3, (run) => new Blast(session).radius(findEnd(session, `ns-${run}/pod-1`))), '≤ 0.5 s');
  add('blast radius of all', timed(() => blast.sizes())[0], '≤ 10 s');

  const { cluster, policies } = session.decoded;
  add('all rules', repeated(3, () => check({ cluster, policies }, { rules: RULES, levels: {} })), '≤ 3 s');
  table(['what', 'median', 'goal', 'note'], rows.map(({ what, milliseconds, goal, note }) => [what, `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`, goal, note]));
}

/** Without a collection before it: short work. */
function timed1(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

main();
