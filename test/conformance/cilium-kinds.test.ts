import { readObjects } from '../../src/analysis/session/read';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { CILIUM } from '../../src/profiles';
import { IpSet, parseCidr } from '../../src/sets';
import { objectsOf, recorded, recordedLines } from '../oracle/recordings';
import { someOf } from '../testing/cases';
import { Judge, lettersOf, RecordedCluster } from './matrix';

/* eslint-disable @typescript-eslint/no-explicit-any */
const cluster = recorded('packets/cluster-rich.json') as RecordedCluster;

/** Nodes for the peers that are none of the pods: all pods run on the first one. */
const NODES = { 'host': '192.168.50.1', 'remote-node': '192.168.50.2', 'kube-apiserver': '192.168.50.3' } as const;
const nodes = Object.entries(NODES).map(([name, address]) =>
  ({ apiVersion: 'v1', kind: 'Node', metadata: { name }, status: { addresses: [{ type: 'InternalIP', address }] } }));
const onNode = objectsOf(cluster).map((object) => (object.kind === 'Pod' ? { ...object, spec: { ...object.spec, nodeName: 'host' } } : object));

/** The recorded cluster is the whole one. */
function asWhole(session: AnalysisSession): AnalysisSession {
  const apiServer = IpSet.cidr(parseCidr(`${NODES['kube-apiserver']}/32`)!);
  return session.withCluster({ ...session.decoded.cluster, facts: { namespaces: new Map(), apiServer, publicAddresses: false, complete: true } });
}

interface Recording {
  readonly id: string;
  readonly policies: readonly any[];
  readonly matrix: Readonly<Record<string, string>>;
  readonly reserved: Readonly<Record<string, Readonly<Record<'egressOfPods' | 'ingressOfPods', string>>>>;
}

/** What the agent's own engine says, beside what is answered here. */
function compare(cases: readonly Recording[], mayBeUnknown: (recording: Recording) => boolean) {
  const result = { letters: 0, unknown: [] as string[], wrong: [] as string[] };
  for (const recording of cases) {
    const note = (question: string, verdict: string, letter: string) => {
      result.letters++;
      if (verdict === (letter === '1' ? 'allowed' : 'denied')) return;
      if (verdict === 'unknown' && mayBeUnknown(recording)) result.unknown.push(`${recording.id} ${question}`);
      else result.wrong.push(`${recording.id} ${question}: ${verdict}, the agent says ${letter}`);
    };
    // what the API of NetworkPolicy leaves open is as the agent does it; its own kinds need no profile
    const profile = recording.policies.some(({ kind }) => kind === 'NetworkPolicy') ? CILIUM : undefined;
    const judge = new Judge(readObjects([...objectsOf(cluster), ...recording.policies]), profile);
    for (const { source, destination, probe, letter } of lettersOf(cluster, recording.matrix ?? {})) {
      note(`${source} -> ${destination} ${probe.protocol} ${probe.port}`, judge.verdict(source, destination, probe.protocol, probe.port), letter);
    }
    const whole = new Judge(asWhole(readObjects([...onNode, ...nodes, ...recording.policies])), profile);
    for (const [peer, address] of Object.entries(NODES)) {
      for (const [field, line] of Object.entries(recording.reserved?.[peer] ?? {})) {
        const words = line.split(' ');
        for (const [i, pod] of cluster.pods.entries()) {
          const name = `${pod.namespace}/${pod.name}`;
          const [source, destination] = field === 'egressOfPods' ? [name, address] : [address, name];
          for (const [l, letter] of [...words[i]].entries()) {
            const { protocol, port } = cluster.probe[l % cluster.probe.length];
            if (letter !== '-') note(`${source} -> ${destination} ${protocol} ${port}`, whole.verdict(source, destination, protocol, port), letter);
          }
        }
      }
    }
  }
  return result;
}

function say(name: string, cases: readonly Recording[], { letters, unknown, wrong }: ReturnType<typeof compare>): void {
  process.stdout.write(`${name}: ${cases.length} sets, ${letters} letters, ${unknown.length} unknown, ${wrong.length} wrong\n`);
}

const sets = recordedLines('cilium/cases.jsonl');
const hand = recordedLines('cilium/handcases.jsonl');

(sets === undefined ? it.skip : it)('answers every set of the recordings as the agent does', () => {
  // nothing states where the API server is, so it may have any address outside
  const result = compare(someOf(sets as Recording[]), ({ policies }) => JSON.stringify(policies).includes('kube-apiserver'));
  say('cilium, sets', someOf(sets as Recording[]), result);
  expect(result.wrong.slice(0, 20)).toEqual([]);
});

(hand === undefined ? it.skip : it)('answers every fact by hand as the agent does', () => {
  const refused = ['cidr-plain-address', 'entity-cluster-mesh-engine-only'];
  const result = compare(hand as Recording[], ({ id }) => refused.includes(id));
  say('cilium, by hand', hand as Recording[], result);
  expect(result.wrong.slice(0, 20)).toEqual([]);
});
