import { objectsOf, recorded, recordedLines } from './recordings';
import type { Raw } from './values';
import { buildCluster, external, judgePair } from './index';

/** Of each recording every third case is judged here, and all of them with NETFENCE_RECORDINGS=all, before a change lands. */
const STEP = process.env.NETFENCE_RECORDINGS === 'all' ? 1 : 3;

const cluster = recorded('antrea/cluster-antrea.json')!;
const names: string[] = [
  ...cluster.pods.map(({ namespace, name }: Raw) => `${namespace}/${name}`).filter((name: string) => name !== 'canary/bird'), ...cluster.externals.map(({ ip }: Raw) => ip), '192.0.2.10',
];
const READING = { blocksMatchPods: 'yes', otherNodes: 'no' } as const;

function compare({ id, objects, refused = {}, matrix }: Raw): { letters: number; unknown: string[]; wrong: string[] } {
  const result = { letters: 0, unknown: [] as string[], wrong: [] as string[] };
  const judged = buildCluster([...objectsOf(cluster), ...objects.filter((_: Raw, i: number) => refused[i] === undefined)]);
  const ends = names.map((name) => (name.includes('/') ? judged.find(...name.split('/') as [string, string]) : external(name)));
  names.forEach((from, s) => matrix[from].split(' ').slice(0, names.length).forEach((word: string, d: number) => {
    if (word === '-') return;
    const judge = judgePair(judged, ends[s], ends[d], undefined, READING);
    cluster.probe.forEach((probe: Raw, i: number) => {
      if (word[i] === '-' || probe.protocol === 'ICMP') return;
      result.letters++;
      const got = judge(probe);
      const text = `${id}: ${from} -> ${names[d]} ${probe.protocol} ${probe.port}: ${got}, recorded ${word[i]}`;
      if (got === 'unknown') result.unknown.push(text);
      else if (got !== (word[i] === '1' ? 'allowed' : 'denied')) result.wrong.push(text);
    });
  }));
  return result;
}

describe.each(['acnp', 'mixed', 'groups', 'odd', 'equal'])('packets through Antrea: %s', (file) => {
  it('are what the documents say, but for those that depart from them', () => {
    const cases = recordedLines(`antrea/cases-${file}.jsonl`)!.filter((_, i) => i % STEP === 0);
    const all = cases.map((one) => {
      const departing = Object.values<number>(one.departures ?? {}).reduce((sum, cells) => sum + cells, 0);
      return { ...compare(one), departing };
    });
    const count = (of: (one: (typeof all)[number]) => number) => all.reduce((sum, one) => sum + of(one), 0);
    process.stdout.write(`oracle, antrea ${file}: ${cases.length} cases, ${count(({ letters }) => letters)} letters, ${count(({ unknown }) => unknown.length)} unknown, ${count(({ wrong }) => wrong.length)} depart\n`);
    expect(all.filter(({ wrong, departing }) => wrong.length > departing).flatMap(({ wrong }) => wrong).slice(0, 20)).toEqual([]);
    // what only the packets tell is not all that is asked
    expect(count(({ unknown }) => unknown.length)).toBeLessThan(count(({ letters }) => letters) / 10);
  });
});
