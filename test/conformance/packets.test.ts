import { readObjects } from '../../src/analysis/session/read';
import { IpSet, parseAddress, parseCidr } from '../../src/sets';
import { KUBE_ROUTER } from '../../src/profiles';
import { objectsOf, recorded, recordedLines } from '../oracle/recordings';
import { Judge, lettersOf, RecordedCluster } from './matrix';

/* eslint-disable @typescript-eslint/no-explicit-any */
const families = [4, 6] as const;

describe.each(['story', 'rich', 'dual'])('packets of a real kernel: %s', (name) => {
  const cluster = recorded(`packets/cluster-${name}.json`) as RecordedCluster;
  const cases = recordedLines(`packets/cases-${name}.jsonl`)!;
  const objects = objectsOf(cluster);

  it('agree with the words of the API, or are unknown where a block covers the pod', () => {
    let letters = 0;
    let unknown = 0;
    const wrong: string[] = [];
    for (const recording of cases) {
      const judge = new Judge(readObjects([...objects, ...recording.policies]));
      const covered = coveredPods(cluster, recording.policies);
      for (const { source, destination, probe, family, letter } of lettersOf(cluster, recording.matrix)) {
        letters++;
        const verdict = judge.verdict(source, destination, probe.protocol, probe.port, family);
        const expected = '1x'.includes(letter) ? 'allowed' : 'denied';
        if (verdict === expected) continue;
        if (verdict === 'unknown' && recording.blocksCoverPods && (covered(source, family) || covered(destination, family))) unknown++;
        else wrong.push(`${recording.id} ${source} -> ${destination} ${probe.protocol} ${probe.port} IPv${family}: ${verdict}, words say ${expected}`);
      }
    }
    process.stdout.write(`packets ${name}, words: ${cases.length} cases, ${letters} letters, ${unknown} unknown where a block covers the pod, ${wrong.length} wrong\n`);
    expect(letters).toBeGreaterThan(9_000);
    // nothing is unknown for lack of a fact: what these were before labels, nodes and pods that are not shown were possible
    expect(unknown).toBe({ story: 0, rich: 1110, dual: 700 }[name]);
    expect(wrong.slice(0, 20)).toEqual([]);
  });

  it('are what the kube-router profile answers, without exception', () => {
    let letters = 0;
    const wrong: string[] = [];
    for (const recording of cases) {
      const judge = new Judge(readObjects([...objects, ...recording.policies]), KUBE_ROUTER);
      for (const { source, destination, probe, family, letter } of lettersOf(cluster, recording.matrix)) {
        letters++;
        const verdict = judge.verdict(source, destination, probe.protocol, probe.port, family);
        const expected = '1o'.includes(letter) ? 'allowed' : 'denied';
        if (verdict !== expected) wrong.push(`${recording.id} ${source} -> ${destination} ${probe.protocol} ${probe.port} IPv${family} (${letter}): ${verdict}, the kernel says ${expected}`);
      }
    }
    process.stdout.write(`packets ${name}, kube-router: ${cases.length} cases, ${letters} letters, ${wrong.length} wrong\n`);
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});

function block(text: string): IpSet {
  return IpSet.cidr(parseCidr(text)!);
}

/** Whether a pod's address of a family lies in some block of the policies. */
function coveredPods(cluster: RecordedCluster, policies: readonly any[]): (end: string, family: 4 | 6) => boolean {
  const blocks = policies
    .flatMap((policy) => [...(policy.spec.ingress ?? []), ...(policy.spec.egress ?? [])])
    .flatMap((rule) => [...(rule?.from ?? []), ...(rule?.to ?? [])])
    .filter((peer) => peer?.ipBlock)
    .map(({ ipBlock }) => (ipBlock.except ?? []).reduce((set: IpSet, except: string) => set.subtract(block(except)), block(ipBlock.cidr)) as IpSet);
  const union = blocks.reduce((a, b) => a.union(b), IpSet.NONE);
  const covered = new Set<string>();
  for (const pod of cluster.pods) {
    for (const family of families) {
      const text = family === 4 ? pod.ip : pod.ip6;
      if (text !== undefined && union.contains(parseAddress(text)!)) covered.add(`${pod.namespace}/${pod.name} ${family}`);
    }
  }
  return (end, family) => covered.has(`${end} ${family}`);
}
