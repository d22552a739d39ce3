import { ask } from '../../src/analysis/questions/evaluate/evaluate';
import { addressBlocksOf } from '../../src/analysis/pairs/address-blocks';
import { Listing } from '../../src/analysis/questions/list/listing';
import { formatAddress, PROTOCOLS } from '../../src/sets';
import { cases } from '../testing/cases';
import { generatedSession } from './generated';

const PORTS = ['1', '80', '8080', '65535'];

it('answers what a list shows, for every pair, also towards and from outside (generated clusters)', () => {
  let asked = 0;
  let shown = 0;
  for (let i = 0; i < cases(15); i++) {
    const session = generatedSession(i);
    const { cluster } = session.decoded;
    const isShown = [...cluster.namespaces.values()].every(({ openLabels }) => openLabels !== true)
      && cluster.workloads.every(({ unknownLabels }) => unknownLabels === undefined);
    const lines = new Map([...new Listing(session).edges()].map(({ source, destination, traffic }) => [`${source.label} => ${destination.label}`, traffic]));
    const workloads = [...session.identities().keys()].map((label) => ({ label, asked: { name: label } }));
    // a block stands for what is outside: an address that a pod or node has is asked as that end
    const held = new Set([...cluster.workloads, ...cluster.nodes].flatMap(({ addresses }) => addresses.map(formatAddress)));
    const outside = (direction: 'ingress' | 'egress') => addressBlocksOf(session.policiesAsRead(), cluster, direction)
      .filter(({ first }) => !held.has(formatAddress(first)))
      .map(({ label, first }) => ({ label, asked: { address: formatAddress(first) } }));
    const pairs = [
      ...workloads.flatMap((source) => [...workloads, ...outside('egress')].map((destination) => ({ source, destination }))),
      ...outside('ingress').flatMap((source) => workloads.map((destination) => ({ source, destination }))),
    ];
    for (const { source, destination } of pairs.filter((pair) => pair.source !== pair.destination)) {
      const traffic = lines.get(`${source.label} => ${destination.label}`);
      for (const protocol of PROTOCOLS) {
        for (const port of PORTS) {
          const { listed } = ask(session, source.asked, destination.asked, protocol, port);
          const question = `${source.label} => ${destination.label} ${protocol} ${port}`;
          const inList = traffic?.includes(protocol, Number(port)) ?? false;
          // a list takes what the input does not show for absent; the answer does not
          expect([question, listed]).toEqual([question, isShown ? inList : inList && listed]);
          asked++;
          if (listed) shown++;
        }
      }
    }
  }
  expect(asked).toBeGreaterThan(2_500);
  expect(shown).toBeGreaterThan(500);
}, 60_000);
