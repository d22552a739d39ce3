/** On generated clusters, the naive judge says the same of every witness as the finding does. */
import { parseAllDocuments } from 'yaml';
import { RULES } from '../../src/lint';
import { Finding, formatWitness, WitnessEnd } from '../../src/model';
import { formatAddress } from '../../src/sets';
import { generateMixed } from '../diff/generate';
import { buildCluster, external, judgePair, OracleCluster, OracleEnd } from '../oracle';
import { pageOf } from './pages';
import { checkObjects } from './run';

const SEED = 9;
/** All of them where every change is judged, one in a hundred on the way. */
const USUAL = process.env.NETFENCE_DEEP ? 20_000 : 20;
const CLUSTERS = Number(process.env.NETFENCE_WITNESS_CLUSTERS ?? USUAL);
const EDGES = RULES.filter(({ edge }) => edge).map(({ id }) => id);

/** The pod that every cluster with egress policies has and the input does not show. */
const ASSUMED = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace: 'kube-system', name: 'kube-dns' },
  spec: {
    template: {
      metadata: { labels: { 'k8s-app': 'kube-dns' } },
      spec: { containers: [{ name: 'dns', ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }, { name: 'dns-tcp', containerPort: 53 }] }] },
    },
  },
};

function endOf(cluster: OracleCluster, end: WitnessEnd): OracleEnd {
  if (end.address !== undefined) return external(formatAddress(end.address));
  const { namespace, name, kind, pod } = end.workload!;
  const found = cluster.pods.find((own) => own.namespace === namespace && own.name === (pod ?? name) && (own.kind === kind || own.kind === 'Pod'));
  if (found === undefined) throw new Error(`the oracle does not know ${end.label}`);
  return found;
}

/** Pods that a witness assumes in namespaces of which the input shows none; the resolver is another one. */
function assumedOf(findings: readonly Finding[]): object[] {
  const ends = findings.flatMap(({ witness }) => (witness === undefined ? [] : [witness.source, witness.destination]));
  const assumed = ends.flatMap(({ assumed: isAssumed, workload }) => (isAssumed === true && workload?.kind === 'Pod' ? [workload] : []));
  return [
    ...new Map(
      assumed.map(
        ({ namespace, name, labels }) => [
          `${namespace}/${name}`,
          { apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, labels }, spec: { containers: [] } },
        ],
      ),
    ).values(),
  ];
}

/** A resolver to which a witness gives an address, as a pod. */
function resolverOf({ witness }: Finding): object | undefined {
  const { assumed, workload } = witness?.destination ?? {};
  if (assumed !== true || workload === undefined || workload.addresses.length === 0) return undefined;
  const { namespace, name, labels, addresses } = workload;
  const ports = workload.ports.map(({ name: own, port, protocol }) => ({ name: own, containerPort: port, protocol }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels },
    spec: { containers: [{ name: 'dns', ports }] },
    status: { podIP: formatAddress(addresses[0]) },
  };
}

/** What the oracle says otherwise; two pods of one template are not one pod, so it is asked about a copy. */
function objection(cluster: OracleCluster, { rule, witness }: Finding): string | undefined {
  const { source, destination, protocol, port, verdict } = witness!;
  const from = endOf(cluster, source);
  const to = endOf(cluster, destination);
  const said = judgePair(cluster, from, from === to && !to.external ? { ...to } : to)({ protocol, port });
  // the labels of an assumed namespace are no part of the witness
  if (said === 'unknown' && [source, destination].some(
    ({ assumed, workload }) => assumed === true && workload?.name.startsWith('any-pod') === true,
  )) return undefined;
  return said === verdict ? undefined : `${rule}: ${formatWitness(witness!)}, the oracle says ${said}`;
}

test(`the oracle confirms each witness on ${CLUSTERS} generated clusters`, () => {
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  for (let i = 0; i < CLUSTERS; i++) {
    const { objects } = generateMixed(SEED, i);
    const findings = checkObjects(objects);
    const cluster = buildCluster([...objects, ASSUMED, ...assumedOf(findings)]);
    for (const finding of findings) {
      if (finding.rule === 'internal-error') wrong.push(`case ${i}: ${finding.message}`);
      if (finding.witness === undefined) continue;
      counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
      const resolver = resolverOf(finding);
      const found = objection(resolver === undefined ? cluster : buildCluster([...objects, resolver]), finding);
      if (found !== undefined) wrong.push(`case ${i}: ${found}`);
    }
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  process.stdout.write(`witnesses: ${CLUSTERS} clusters, ${total} witnesses of ${counts.size} of ${EDGES.length} rules, ${wrong.length} wrong\n`);
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(total).toBeGreaterThan(CLUSTERS * 3);
}, 600_000);

/** The rules whose pages are about a plugin show what that one does; the judge knows the words of the API only. */
const BY_WORDS = EDGES.map(pageOf).filter(({ cni }) => cni === undefined);

test.each(BY_WORDS.map((page) => [page.id, page] as const))('the oracle confirms the witnesses of the page about %s', (id, page) => {
  const objects = parseAllDocuments(page.avoid).map((document) => document.toJS());
  const cluster = buildCluster(objects.some(({ metadata }) => metadata.name === 'dns-default') ? objects : [...objects, ASSUMED]);
  const found = checkObjects(objects).filter(({ witness }) => witness !== undefined);
  expect(found.map(({ rule }) => rule)).toContain(id);
  expect(found.map((finding) => objection(cluster, finding)).filter((said) => said !== undefined)).toEqual([]);
});

test('a wrong witness would be seen', () => {
  const clusters = Array.from({ length: 20 }, (_, i) => generateMixed(SEED, i).objects);
  const judged = clusters.flatMap((objects) => checkObjects(objects).map((finding) => ({ objects, finding })));
  const { objects, finding } = judged.find((one) => one.finding.witness !== undefined)!;
  const cluster = buildCluster([...objects, ASSUMED]);
  const witness = finding.witness!;
  const turned = { ...finding, witness: { ...witness, verdict: witness.verdict === 'allowed' ? 'denied' as const : 'allowed' as const } };
  expect(objection(cluster, finding)).toBeUndefined();
  expect(objection(cluster, turned)).toMatch(/the oracle says/);
});
