import { reachBetween, verdictOf } from '../../src/analysis/ends/reach-between';
import { findEnd } from '../../src/analysis/ends/ends';
import { readObjects } from '../../src/analysis/session/read';
import { CNIS, enforcementOf } from '../../src/profiles';
import type { Enforcement } from '../../src/profiles';
import { objectsOf, recorded, recordedLines } from '../oracle/recordings';

/* eslint-disable @typescript-eslint/no-explicit-any */
const cluster = recorded('antrea/cluster-antrea.json')!;
const ANTREA = enforcementOf(CNIS.get('antrea')!);
/** The recorded cluster is the whole one. */
const facts = { complete: { value: true, source: { name: 'the recording' } } };

const pods: string[] = cluster.pods.map(({ namespace, name }: any) => `${namespace}/${name}`).filter((name: string) => name !== 'canary/bird');
const services: any[] = cluster.services;
const ends = [...pods, ...cluster.externals.map(({ ip }: any) => ip), '192.0.2.10', ...services.map(({ namespace, name }) => `${namespace}/${name}[Service]`)];

interface Recording {
  readonly id: string;
  readonly objects: readonly any[];
  readonly refused?: Readonly<Record<string, string>>;
  readonly matrix: Readonly<Record<string, string>>;
  readonly matrixReversed?: Readonly<Record<string, string>>;
  readonly departures?: Readonly<Record<string, number>>;
  readonly ambiguous?: number;
}

interface Answer {
  readonly question: string;
  readonly verdict: 'allowed' | 'denied' | 'unknown';
  readonly letter: string;
}

/** Every letter of a case that is about our protocols, beside what is answered here. */
function* answersOf({ id, objects, refused = {}, matrix }: Recording, profile?: Enforcement): Generator<Answer> {
  const taken = objects.filter((_, i) => refused[i] === undefined);
  const session = readObjects([...objectsOf(cluster), ...taken], { facts });
  const engine = session.engine(profile && { profile });
  const named = new Map(ends.map((name) => [name, findEnd(session, name)]));
  for (const [source, line] of Object.entries(matrix)) {
    for (const [i, word] of line.split(' ').entries()) {
      if (word === '-') continue;
      const destination = ends[i];
      const reach = reachBetween(engine, named.get(source)!, named.get(destination)!);
      const probes = destination.endsWith('[Service]') ? [{ protocol: 'TCP', port: services.find(({ namespace, name }) => destination === `${namespace}/${name}[Service]`).port }] : cluster.probe;
      for (const [l, letter] of [...word].entries()) {
        const { protocol, port, sourcePort } = probes[l];
        if (letter === '-' || protocol === 'ICMP') continue;
        const verdict = verdictOf(reach, protocol, port);
        yield { question: `${id} ${source} -> ${destination} ${protocol} ${port}${sourcePort === undefined ? '' : ` from ${sourcePort}`}`, verdict, letter };
      }
    }
  }
}

function compare(cases: readonly Recording[], profile?: Enforcement) {
  const result = { letters: 0, unknown: [] as string[], wrong: [] as string[], wrongIn: new Map<string, number>() };
  for (const recording of cases) {
    for (const { question, verdict, letter } of answersOf(recording, profile)) {
      result.letters++;
      if (verdict === (letter === '1' ? 'allowed' : 'denied')) continue;
      if (verdict === 'unknown') result.unknown.push(question);
      else {
        result.wrong.push(`${question}: ${verdict}, recorded ${letter}`);
        result.wrongIn.set(recording.id, (result.wrongIn.get(recording.id) ?? 0) + 1);
      }
    }
  }
  return result;
}

function say(name: string, cases: readonly Recording[], { letters, unknown, wrong }: ReturnType<typeof compare>): void {
  process.stdout.write(`antrea, ${name}: ${cases.length} cases, ${letters} letters, ${unknown.length} unknown, ${wrong.length} wrong\n`);
}

const FILES = ['acnp', 'mixed', 'groups', 'odd', 'equal', 'upstream'];

/** How many cells of a case are no answer of the documents: those in which they and the packets differ, and those without an order. */
const openIn = ({ departures = {} }: Recording) => Object.values(departures).reduce((sum, cells) => sum + cells, 0);

/** The API of NetworkPolicy says that a pod reaches itself; Antrea judges what leaves it. */
const isCallToItself = (question: string) => /^\S+ (\S+) -> \1\[Service\]/.test(question);

describe.each(FILES)('packets through Antrea: %s', (file) => {
  const cases = recordedLines(`antrea/cases-${file}.jsonl`) as Recording[];

  it('answers as the packets under its profile', () => {
    const result = compare(cases, ANTREA);
    say(`${file} with --cni antrea`, cases, result);
    expect(result.wrong.slice(0, 20)).toEqual([]);
  });

  // of the kinds of the policy API, the documents are other ones: test/conformance/policy-api.test.ts
  (file === 'upstream' ? it.skip : it)('answers as the documents without a profile', () => {
    const result = compare(cases);
    say(`${file} without a profile`, cases, result);
    const over = new Set(cases.filter((recording) => (result.wrongIn.get(recording.id) ?? 0) > openIn(recording)).map(({ id }) => id));
    expect(result.wrong.filter((text) => over.has(text.split(' ')[0]) && !isCallToItself(text)).slice(0, 20)).toEqual([]);
  });
});

it('knows no order of policies of equal tier, priority and position: what the order of creation changes is unknown', () => {
  const cases = recordedLines('antrea/cases-equal.jsonl') as (Recording & { readonly matrixReversed: Recording['matrix'] })[];
  let flipped = 0;
  for (const recording of cases) {
    const reversed = [...answersOf({ ...recording, matrix: recording.matrixReversed }, ANTREA)];
    for (const [i, { question, verdict, letter }] of [...answersOf(recording, ANTREA)].entries()) {
      if ((letter === '1') === (reversed[i].letter === '1')) continue;
      flipped++;
      expect([question, verdict]).toEqual([question, 'unknown']);
    }
  }
  expect(flipped).toBeGreaterThan(0);
});
