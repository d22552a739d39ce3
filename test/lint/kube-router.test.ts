/** Every pair that the real agent let through against the words of the API is an error, and no other pair is. */
import { formatAddress } from '../../src/sets';
import type { WitnessEnd } from '../../src/model';
import { lettersOf, RecordedCluster } from '../conformance/matrix';
import { objectsOf, recorded, recordedLines } from '../oracle/recordings';
import { checkObjects } from './run';

function nameOf({ workload, address }: WitnessEnd): string {
  return workload === undefined ? formatAddress(address!) : `${workload.namespace}/${workload.name}`;
}

describe.each(['story', 'rich'])('packets of a real kernel: %s', (name) => {
  const cluster = recorded(`packets/cluster-${name}.json`) as RecordedCluster;
  const cases = recordedLines(`packets/cases-${name}.jsonl`)!;
  const objects = objectsOf(cluster);
  const pods = new Set(cluster.pods.map((pod) => `${pod.namespace}/${pod.name}`));

  test('what kube-router opens is found, pair by pair', () => {
    let opened = 0;
    let shown = 0;
    const missed: string[] = [];
    const invented: string[] = [];
    for (const recording of cases) {
      const findings = checkObjects([...objects, ...recording.policies], { cni: 'kube-router' }).filter(({ rule }) => rule === 'agent-opens');
      const found = new Set(findings.map(({ witness }) => `${nameOf(witness!.source)} -> ${nameOf(witness!.destination)}`));
      shown += found.size;
      const letters = [...lettersOf(cluster, recording.matrix)];
      const open = letters.filter(({ letter, source, destination }) => letter === 'o' && pods.has(source) && pods.has(destination));
      const pairs = new Set(open.map(({ source, destination }) => `${source} -> ${destination}`));
      opened += pairs.size;
      for (const pair of pairs) if (!found.has(pair)) missed.push(`${recording.id} ${pair}`);
      // what the witness shows may be a port that nobody probed
      for (const { witness } of findings) {
        const { protocol, port } = witness!;
        const [from, to] = [nameOf(witness!.source), nameOf(witness!.destination)];
        const same = letters.filter(({ source, destination }) => source === from && destination === to);
        const probed = same.find(({ probe }) => probe.protocol === protocol && probe.port === port);
        if (probed !== undefined && probed.letter !== 'o') invented.push(`${recording.id} ${from} -> ${to} ${protocol} ${port}: ${probed.letter}`);
      }
    }
    process.stdout.write(`kube-router ${name}: ${opened} pairs opened by the kernel, ${shown} shown, ${missed.length} missed, ${invented.length} invented\n`);
    expect(missed.slice(0, 10)).toEqual([]);
    expect(invented.slice(0, 10)).toEqual([]);
    if (name === 'rich') expect(opened).toBeGreaterThan(100);
  }, 120_000);
});
