import { record } from './capture';

const packet = (from: string, to: string, ports: [number, number], reply?: boolean, id = Math.random()) => JSON.stringify({
  verdict: 'FORWARDED', uuid: String(id), ...(reply !== undefined && { is_reply: reply }), IP: { source: from, destination: to }, l4: { UDP: { source_port: ports[0], destination_port: ports[1] } }, source: {}, destination: {},
});

function settled(lines: readonly string[], listens: Record<string, boolean> = {}) {
  const { recording } = record(`${lines.join('\n')}\n`);
  const names = ['10.0.0.1', '10.0.0.2'];
  const counts = recording.undirected.settle(recording.edges, (end, _, port) => listens[`${names[end]}:${port}`]);
  return { counts, edges: [...recording.edges.all()].map(({ source, destination, port, outcomes, replies }) => `${names[source]} => ${names[destination]} ${port}: ${outcomes.passed} + ${replies}`) };
}
const [A, B] = ['10.0.0.1', '10.0.0.2'];

it('joins a packet to the connection that others show, whichever way it goes', () => {
  expect(settled([packet(A, B, [40000, 5000], false), packet(A, B, [40001, 5000]), packet(B, A, [5000, 40002])])).toEqual({ counts: { joined: 2, byPort: 0, undecided: 0 }, edges: [`${A} => ${B} 5000: 2 + 1`] });
});

it('asks which end listens if no record shows it', () => {
  expect(settled([packet(A, B, [2000, 1000])], { [`${B}:1000`]: true })).toEqual({ counts: { joined: 0, byPort: 1, undecided: 0 }, edges: [`${A} => ${B} 1000: 1 + 0`] });
  expect(settled([packet(A, B, [2000, 1000])], { [`${A}:2000`]: true })).toEqual({ counts: { joined: 0, byPort: 1, undecided: 0 }, edges: [`${B} => ${A} 2000: 0 + 1`] });
});

it('knows the ports that only clients are given, unless the server does not listen', () => {
  expect(settled([packet(A, B, [40000, 53])]).edges).toEqual([`${A} => ${B} 53: 1 + 0`]);
  expect(settled([packet(A, B, [53, 40000])]).edges).toEqual([`${B} => ${A} 53: 0 + 1`]);
  expect(settled([packet(A, B, [40000, 53])], { [`${B}:53`]: false })).toEqual({ counts: { joined: 0, byPort: 0, undecided: 1 }, edges: [] });
});

it('does not guess between two ports that are alike', () => {
  expect(settled([packet(A, B, [40000, 50000])])).toEqual({ counts: { joined: 0, byPort: 0, undecided: 1 }, edges: [] });
  expect(settled([packet(A, B, [1000, 2000])], { [`${A}:1000`]: true, [`${B}:2000`]: true })).toEqual({ counts: { joined: 0, byPort: 0, undecided: 1 }, edges: [] });
});

it('needs no more memory for a thousand clients than for one', () => {
  const lines = Array.from({ length: 1000 }, (_, i) => packet(A, B, [33000 + i, 53], undefined, i));
  const { recording } = record(`${lines.join('\n')}\n`);
  expect((recording.undirected as unknown as { kept: Map<string, unknown> }).kept.size).toBe(1);
  expect(settled(lines)).toEqual({ counts: { joined: 0, byPort: 1000, undecided: 0 }, edges: [`${A} => ${B} 53: 1000 + 0`] });
});
