import type { Labels } from '../../sets';
import { fieldsOf, textOf } from '../manifest';
import type { KnownKinds } from './known-kind';

const MAKES = { role: 'makes-pods' } as const;
const TEMPLATE_LABELS = ['spec', 'template', 'metadata', 'labels'];

/**
 * Kinds of which an operator makes pods whose template does not stand in the object at the usual place, with the labels that the object tells
 * of these pods.
 * @see https://prometheus-operator.dev/docs/api-reference/api/
 * @see https://strimzi.io/docs/operators/latest/deploying
 * @see https://cloudnative-pg.io/docs/current/labels_annotations
 * @see https://access.crunchydata.com/documentation/postgres-operator/latest/
 * @see https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s
 * @see https://www.rabbitmq.com/kubernetes/operator/using-operator
 * @see https://tekton.dev/docs/pipelines/labels/
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/
 * @see https://docs.ray.io/en/latest/cluster/kubernetes/
 * @see https://www.kubeflow.org/docs/components/spark-operator/
 * @see https://knative.dev/docs/serving/services/
 */
export const POD_MAKERS: readonly KnownKinds[] = [
  // metrics, logs, traces
  { ...MAKES, group: 'monitoring.coreos.com', kinds: 'Alertmanager Prometheus PrometheusAgent ThanosRuler', labels: ['spec', 'podMetadata', 'labels'] },
  { ...MAKES, group: 'operator.victoriametrics.com', kinds: '*' },
  { ...MAKES, group: 'grafana.integreatly.org', kinds: 'Grafana' },
  { ...MAKES, group: 'loki.grafana.com', kinds: 'LokiStack' },
  { ...MAKES, group: 'tempo.grafana.com', kinds: 'TempoMonolithic TempoStack' },
  { ...MAKES, group: 'opentelemetry.io', kinds: 'OpAMPBridge OpenTelemetryCollector TargetAllocator' },
  { ...MAKES, group: 'jaegertracing.io', kinds: 'Jaeger' },
  { ...MAKES, group: 'logging.banzaicloud.io', kinds: 'FluentbitAgent Logging SyslogNGConfig FluentdConfig' },
  { ...MAKES, group: 'fluentbit.fluent.io', kinds: 'FluentBit' },
  { ...MAKES, group: 'fluentd.fluent.io', kinds: 'Fluentd' },
  { ...MAKES, group: 'vector.oam.dev', kinds: 'Vector' },
  { ...MAKES, group: 'datadoghq.com', kinds: 'DatadogAgent' },
  // messages
  { ...MAKES, group: 'kafka.strimzi.io', kinds: 'Kafka KafkaBridge KafkaConnect KafkaMirrorMaker KafkaMirrorMaker2', nameLabel: 'strimzi.io/cluster' },
  { ...MAKES, group: 'kafka.strimzi.io', kinds: 'KafkaNodePool', labelsOf: ({ metadata }) => only('strimzi.io/cluster', fieldsOf(metadata).labels) },
  { ...MAKES, group: 'platform.confluent.io', kinds: 'Connect ControlCenter Kafka KafkaRestProxy KRaftController KsqlDB SchemaRegistry Zookeeper' },
  { ...MAKES, group: 'cluster.redpanda.com', kinds: 'Console Redpanda' },
  { ...MAKES, group: 'rabbitmq.com', kinds: 'RabbitmqCluster', nameLabel: 'app.kubernetes.io/name' },
  { ...MAKES, group: 'apps.emqx.io', kinds: '*' },
  { ...MAKES, group: 'pulsar.streamnative.io', kinds: '*' },
  { ...MAKES, group: 'broker.amq.io', kinds: 'ActiveMQArtemis' },
  // databases and search
  { ...MAKES, group: 'postgresql.cnpg.io', kinds: 'Cluster', nameLabel: 'cnpg.io/cluster' },
  { ...MAKES, group: 'postgresql.cnpg.io', kinds: 'Pooler', nameLabel: 'cnpg.io/poolerName' },
  { ...MAKES, group: 'acid.zalan.do', kinds: 'postgresql' },
  { ...MAKES, group: 'postgres-operator.crunchydata.com', kinds: 'PGAdmin PGUpgrade' },
  { ...MAKES, group: 'postgres-operator.crunchydata.com', kinds: 'PostgresCluster', nameLabel: 'postgres-operator.crunchydata.com/cluster' },
  { ...MAKES, group: 'stackgres.io', kinds: 'SGBackup SGCluster SGDbOps SGDistributedLogs SGShardedCluster' },
  { ...MAKES, group: 'kubegres.reactive-tech.io', kinds: 'Kubegres' },
  { ...MAKES, group: 'pgv2.percona.com', kinds: '*' },
  { ...MAKES, group: 'pxc.percona.com', kinds: '*' },
  { ...MAKES, group: 'ps.percona.com', kinds: '*' },
  { ...MAKES, group: 'psmdb.percona.com', kinds: '*' },
  { ...MAKES, group: 'mysql.oracle.com', kinds: 'InnoDBCluster MySQLBackup' },
  { ...MAKES, group: 'mysql.presslabs.org', kinds: 'MysqlBackup MysqlCluster' },
  { ...MAKES, group: 'k8s.mariadb.com', kinds: 'Backup MariaDB MaxScale Restore SqlJob' },
  { ...MAKES, group: 'mongodbcommunity.mongodb.com', kinds: 'MongoDBCommunity' },
  { ...MAKES, group: 'mongodb.com', kinds: 'MongoDB MongoDBMultiCluster MongoDBOpsManager MongoDBSearch' },
  { ...MAKES, group: 'databases.spotahome.com', kinds: 'RedisFailover' },
  { ...MAKES, group: 'redis.redis.opstreelabs.in', kinds: '*' },
  { ...MAKES, group: 'app.redislabs.com', kinds: 'RedisEnterpriseCluster' },
  { ...MAKES, group: 'dragonflydb.io', kinds: 'Dragonfly' },
  { ...MAKES, group: 'hyperspike.io', kinds: 'Valkey' },
  { ...MAKES, group: 'elasticsearch.k8s.elastic.co', kinds: 'Elasticsearch', nameLabel: 'elasticsearch.k8s.elastic.co/cluster-name' },
  { ...MAKES, group: 'kibana.k8s.elastic.co', kinds: 'Kibana', nameLabel: 'kibana.k8s.elastic.co/name' },
  { ...MAKES, group: 'beat.k8s.elastic.co', kinds: 'Beat', nameLabel: 'beat.k8s.elastic.co/name' },
  { ...MAKES, group: 'agent.k8s.elastic.co', kinds: 'Agent', nameLabel: 'agent.k8s.elastic.co/name' },
  { ...MAKES, group: 'logstash.k8s.elastic.co', kinds: 'Logstash', nameLabel: 'logstash.k8s.elastic.co/name' },
  { ...MAKES, group: 'apm.k8s.elastic.co', kinds: 'ApmServer', nameLabel: 'apm.k8s.elastic.co/name' },
  { ...MAKES, group: 'enterprisesearch.k8s.elastic.co', kinds: 'EnterpriseSearch' },
  { ...MAKES, group: 'maps.k8s.elastic.co', kinds: 'ElasticMapsServer' },
  { ...MAKES, group: 'opensearch.opster.io', kinds: 'OpenSearchCluster OpensearchCluster' },
  { ...MAKES, group: 'solr.apache.org', kinds: 'SolrCloud SolrPrometheusExporter' },
  { ...MAKES, group: 'zookeeper.pravega.io', kinds: 'ZookeeperCluster' },
  { ...MAKES, group: 'cassandra.datastax.com', kinds: 'CassandraDatacenter CassandraTask' },
  { ...MAKES, group: 'k8ssandra.io', kinds: 'K8ssandraCluster' },
  { ...MAKES, group: 'scylla.scylladb.com', kinds: '*' },
  { ...MAKES, group: 'clickhouse.altinity.com', kinds: 'ClickHouseInstallation' },
  { ...MAKES, group: 'clickhouse-keeper.altinity.com', kinds: 'ClickHouseKeeperInstallation' },
  { ...MAKES, group: 'crdb.cockroachlabs.com', kinds: 'CrdbCluster' },
  { ...MAKES, group: 'pingcap.com', kinds: '*' },
  { ...MAKES, group: 'planetscale.com', kinds: '*' },
  { ...MAKES, group: 'neo4j.io', kinds: '*' },
  { ...MAKES, group: 'couchbase.com', kinds: 'CouchbaseBackup CouchbaseCluster' },
  { ...MAKES, group: 'influxdata.com', kinds: '*' },
  { ...MAKES, group: 'apps.kubeblocks.io', kinds: 'Cluster Component' },
  { ...MAKES, group: 'kubedb.com', kinds: '*' },
  // storage and identity
  { ...MAKES, group: 'minio.min.io', kinds: 'Tenant', nameLabel: 'v1.min.io/tenant' },
  { ...MAKES, group: 'ceph.rook.io', kinds: '*' },
  { ...MAKES, group: 'k8s.keycloak.org', kinds: 'Keycloak KeycloakRealmImport' },
  { ...MAKES, group: 'keycloak.org', kinds: 'Keycloak' },
  { ...MAKES, group: 'vault.banzaicloud.com', kinds: 'Vault' },
  // work that is carried out
  { ...MAKES, group: 'tekton.dev', kinds: 'CustomRun PipelineRun Run TaskRun' },
  { ...MAKES, group: 'triggers.tekton.dev', kinds: 'EventListener' },
  { ...MAKES, group: 'argoproj.io', kinds: 'Workflow', nameLabel: 'workflows.argoproj.io/workflow' },
  { ...MAKES, group: 'argoproj.io', kinds: 'CronWorkflow EventBus EventSource Rollout Sensor WorkflowEventBinding' },
  { ...MAKES, group: 'argoproj.io', kinds: 'ArgoCD NumaflowController' },
  { ...MAKES, group: 'numaflow.numaproj.io', kinds: '*' },
  { ...MAKES, group: 'ray.io', kinds: 'RayCluster', nameLabel: 'ray.io/cluster' },
  { ...MAKES, group: 'ray.io', kinds: 'RayCronJob RayJob RayService' },
  { ...MAKES, group: 'sparkoperator.k8s.io', kinds: 'ScheduledSparkApplication SparkApplication SparkConnect' },
  { ...MAKES, group: 'spark.apache.org', kinds: 'SparkApplication SparkCluster' },
  { ...MAKES, group: 'flink.apache.org', kinds: 'FlinkDeployment FlinkSessionJob' },
  { ...MAKES, group: 'kubeflow.org', kinds: '*' },
  { ...MAKES, group: 'trainer.kubeflow.org', kinds: 'TrainJob' },
  { ...MAKES, group: 'serving.kserve.io', kinds: 'InferenceGraph InferenceService LLMInferenceService' },
  { ...MAKES, group: 'machinelearning.seldon.io', kinds: 'SeldonDeployment' },
  { ...MAKES, group: 'mlops.seldon.io', kinds: '*' },
  { ...MAKES, group: 'kubernetes.dask.org', kinds: '*' },
  { ...MAKES, group: 'batch.volcano.sh', kinds: 'CronJob Job JobFlow' },
  { ...MAKES, group: 'jobset.x-k8s.io', kinds: 'JobSet', nameLabel: 'jobset.sigs.k8s.io/jobset-name' },
  { ...MAKES, group: 'leaderworkerset.x-k8s.io', kinds: 'LeaderWorkerSet', nameLabel: 'leaderworkerset.sigs.k8s.io/name' },
  { ...MAKES, group: 'keda.sh', kinds: 'ScaledJob' },
  { ...MAKES, group: 'actions.github.com', kinds: '*' },
  { ...MAKES, group: 'actions.summerwind.dev', kinds: '*' },
  { ...MAKES, group: 'apps.gitlab.com', kinds: '*' },
  { ...MAKES, group: 'build.openshift.io', kinds: 'Build BuildConfig' },
  { ...MAKES, group: 'shipwright.io', kinds: 'BuildRun' },
  { ...MAKES, group: 'kpack.io', kinds: 'Build Image' },
  { ...MAKES, group: 'k6.io', kinds: 'K6 TestRun PrivateLoadZone' },
  // functions, gateways, virtual machines
  { ...MAKES, group: 'serving.knative.dev', kinds: 'Service', nameLabel: 'serving.knative.dev/service' },
  { ...MAKES, group: 'serving.knative.dev', kinds: 'Configuration Revision' },
  { ...MAKES, group: 'sources.knative.dev', kinds: '*' },
  { ...MAKES, group: 'camel.apache.org', kinds: 'Build Integration IntegrationPlatform KameletBinding Pipe' },
  { ...MAKES, group: 'openfaas.com', kinds: 'Function' },
  { ...MAKES, group: 'core.openfunction.io', kinds: '*' },
  { ...MAKES, group: 'core.spinkube.dev', kinds: 'SpinApp' },
  { ...MAKES, group: 'gateway.networking.k8s.io', kinds: 'Gateway' },
  { ...MAKES, group: 'operator.openshift.io', kinds: 'IngressController', where: 'anywhere' },
  { ...MAKES, group: 'kubevirt.io', kinds: 'VirtualMachine VirtualMachineInstanceReplicaSet', labels: TEMPLATE_LABELS },
  { ...MAKES, group: 'kubevirt.io', kinds: 'VirtualMachineInstance', labels: ['metadata', 'labels'] },
  { ...MAKES, group: 'pool.kubevirt.io', kinds: 'VirtualMachinePool' },
  { ...MAKES, group: 'cdi.kubevirt.io', kinds: 'DataVolume' },
  { ...MAKES, group: 'agones.dev', kinds: 'Fleet GameServer GameServerSet' },
  { ...MAKES, group: 'longhorn.io', kinds: 'BackingImageManager InstanceManager ShareManager' },
  { ...MAKES, group: 'acme.cert-manager.io', kinds: 'Challenge' },
  { ...MAKES, group: 'workspace.devfile.io', kinds: 'DevWorkspace' },
  { ...MAKES, group: 'hub.jupyter.org', kinds: '*' },
];

function only(key: string, labels: unknown): Labels {
  const value = textOf(fieldsOf(labels)[key]);
  return value === undefined ? {} : { [key]: value };
}
