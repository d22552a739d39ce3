import type { ContainerPort, Workload } from '../../model';

/**
 * Ports of databases, cluster components and remote shells, by their registered or usual use. The kubelet is none of them: it is no pod, and pods
 * that listen on its port are webhooks and metrics servers, which the API server calls.
 */
export const SENSITIVE: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'], [1433, 'SQL Server'], [1521, 'Oracle'], [2375, 'Docker'], [2379, 'etcd'], [2380, 'etcd'], [3306, 'MySQL'], [3389, 'remote desktop'],
  [5432, 'PostgreSQL'], [5984, 'CouchDB'], [6379, 'Redis'], [9042, 'Cassandra'], [9092, 'Kafka'], [9200, 'Elasticsearch'],
  [11211, 'Memcached'], [27017, 'MongoDB'],
]);

/** The first such port that a workload declares. */
export function sensitivePort({ ports }: Workload): ContainerPort | undefined {
  return ports.find(({ protocol, port }) => protocol === 'TCP' && SENSITIVE.has(port));
}
