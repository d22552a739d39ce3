import { readObjects } from '../../../src/analysis/session/read';
import { replay } from '../../../src/analysis/questions/replay/replay';
import { edgesOf } from '../../../src/results/outcomes';
import { readTraffic } from '../../../src/analysis/traffic/traffic';
import { lettersOf, RecordedCluster } from '../../conformance/matrix';
import { samplePath, sample } from '../../flows/capture';
import { objectsOf, recorded, recordedLines } from '../../oracle/recordings';

/* eslint-disable @typescript-eslint/no-explicit-any */
const cluster = recorded('packets/cluster-story.json') as RecordedCluster;
const cases = new Map<string, any>(recordedLines('packets/cases-story.jsonl')!.map((item) => [item.id, item]));
const PAIRS = [['seed-all', 'seed-all-with-metadata-name'], ['seed-all-with-metadata-name', 'seed-all']];

/** `source => destination : TCP 80` → whether a packet passed. */
function packets(id: string): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { source, destination, probe, letter } of lettersOf(cluster, cases.get(id).matrix)) {
    found.set(`${source} => ${destination} : ${probe.protocol} ${probe.port}`, '1o'.includes(letter));
  }
  return found;
}

it.each(PAIRS)('replaying %s against %s finds the connections whose packets differ, and no others', async (from, to) => {
  const session = readObjects([...objectsOf(cluster), ...cases.get(to).policies]);
  const traffic = await readTraffic([samplePath(`hubble-printed/${from}.jsonl.gz`)], [session]);
  const edges = edgesOf(replay(traffic, { changes: 0 }));
  const name = (edge: { source: string; destination: string; traffic: string }) => `${edge.source} => ${edge.destination} : ${edge.traffic}`.replace(/\[Pod\]/g, '');

  const [before, after] = [packets(from), packets(to)];
  const seen = [...new Set(sample(`hubble-printed/${from}.expected.jsonl`).trim().split('\n').map((line) => JSON.parse(line)).filter(({ kind }) => kind !== 'lost')
    .map(({ source, destination, protocol, port }) => `${source} => ${destination} : ${protocol} ${port}`))];
  const differ = (passed: boolean) => seen.filter((key) => before.get(key) === passed && after.get(key) === !passed).sort();

  expect(edges.map(name).sort()).toEqual([...seen].sort());
  expect(edges.filter(({ status }) => status === 'denied').map(name).sort()).toEqual(differ(true));
  expect(edges.filter(({ status }) => status === 'opened').map(name).sort()).toEqual(differ(false));
  expect(differ(true).length + differ(false).length).toBeGreaterThan(10);
  expect(edges.filter(({ status }) => status === 'unknown')).toEqual([]);
});

it.each(PAIRS)('replaying %s against its own policies finds nothing (%s is the other)', async (from) => {
  const session = readObjects([...objectsOf(cluster), ...cases.get(from).policies]);
  const result = replay(await readTraffic([samplePath(`hubble-printed/${from}.jsonl.gz`)], [session]));
  const { coverage } = result;
  expect(edgesOf(result).filter(({ status }) => status !== 'unaffected')).toEqual([]);
  expect(coverage.lost).toEqual([{ where: 'HUBBLE_RING_BUFFER on default/worker-2', events: 117 }]);
});
