import { capture, Captured, sample } from './capture';

describe.each(['seed-all', 'seed-all-with-metadata-name'])('what Hubble prints of %s', (name) => {
  const lines = sample(`hubble-printed/${name}.jsonl`).trim().split('\n');
  const expected = sample(`hubble-printed/${name}.expected.jsonl`).trim().split('\n').map((line) => JSON.parse(line));

  it('is read as expected, line by line', () => {
    expect(lines.length).toBe(expected.length);
    const wrong: string[] = [];
    lines.forEach((line, i) => {
      const got = JSON.stringify(meaningOf(capture('hubble', [JSON.parse(line)])));
      const { source, destination, protocol, port, kind, passed, events } = expected[i];
      const wanted = JSON.stringify(kind === 'lost' ? { kind, events } : { source, destination, protocol, port, kind, passed });
      if (got !== wanted) wrong.push(`line ${i + 1}: ${got}, expected ${wanted}`);
    });
    expect(wrong).toEqual([]);
    expect(expected.filter(({ kind }) => kind === 'connection').length).toBeGreaterThan(400);
  });
});

function meaningOf({ flows: [flow], lost: [lost] }: Captured): object {
  if (flow === undefined) return { kind: 'lost', events: lost[0] };
  const ends = [flow.source, flow.destination].map(({ namespace, pod, address }) => (namespace === undefined ? address : `${namespace}/${pod}`));
  const [source, destination] = flow.reply === true ? ends.reverse() : ends;
  const port = flow.reply === true ? flow.sourcePort : flow.port;
  return { source, destination, protocol: flow.protocol, port, kind: flow.reply === true ? 'reply' : 'connection', passed: flow.outcome === 'passed' };
}
