import { workloadEnd } from '../framework/context';
import { areAll, areMost } from '../helpers/anywhere';
import { exampleOf, openAddresses } from '../helpers/outside';
import type { LintRule } from '../framework/rule';
import { nameOf } from '../helpers/text';

/** Ports of databases, cluster components and remote shells, by their registered or usual use. */
const SENSITIVE: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'], [1433, 'SQL Server'], [1521, 'Oracle'], [2375, 'Docker'], [2379, 'etcd'], [2380, 'etcd'], [3306, 'MySQL'], [3389, 'remote desktop'],
  [5432, 'PostgreSQL'], [5984, 'CouchDB'], [6379, 'Redis'], [9042, 'Cassandra'], [9092, 'Kafka'], [9200, 'Elasticsearch'], [10250, 'kubelet'],
  [11211, 'Memcached'], [27017, 'MongoDB'],
]);

export const SENSITIVE_PORT_EXPOSED: LintRule = {
  id: 'sensitive-port-exposed',
  severity: 'warning',
  edge: true,
  summary: 'A database or administration port of an isolated pod is open to most addresses.',
  why: 'the pod is isolated, and yet a port that is often attacked is open to the world',
  *check(context) {
    for (const c of context.classes()) {
      if (!context.isolated('ingress', c)) continue;
      for (const workload of context.workloads(c)) {
        const port = workload.ports.find((declared) => declared.protocol === 'TCP' && SENSITIVE.has(declared.port));
        if (port === undefined) continue;
        const open = openAddresses(context, 'ingress', c, port);
        const address = areMost(open) ? exampleOf(open) : undefined;
        const witness = address && context.witness(address, c, 'TCP', port.port, 'allowed');
        if (address === undefined || witness === undefined) continue;
        const opening = context.engine.decisions('ingress', c, address, 'TCP', port.port).find(({ effect, rule }) => effect === 'allow' && rule !== undefined);
        yield {
          message: `TCP ${port.port} (${SENSITIVE.get(port.port)}) of \`${nameOf(workload)}\` is open to ${areAll(open) ? 'every address' : 'most addresses'}`,
          fix: 'allow only the sources that need it: `from` with selectors',
          origin: opening?.policy.origin ?? workload.origin,
          path: opening?.rule?.origin.path ?? [],
          witness: { ...witness, destination: workloadEnd(workload) },
        };
        break;
      }
    }
  },
};
