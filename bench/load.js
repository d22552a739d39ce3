// Loading, measured against the parsers that others use, in one run: node bench/load.js [policies] (after `npm run compile`, or with --lib DIR).
// Ratios count; the milliseconds are this machine's.
'use strict';

const path = require('path');
const jsYaml = require('js-yaml');
const yaml = require('yaml');

const lib = process.argv.includes('--lib') ? path.resolve(process.argv[process.argv.indexOf('--lib') + 1]) : path.join(__dirname, '..', 'lib');
const { loadText } = require(path.join(lib, 'load'));

const count = Number(process.argv[2]) || 10_000;

/** A policy as people write them: labels, expressions, ports, a block with an exception. */
function policy(i) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `allow-web-${i}`, namespace: `team-${i % 100}`, labels: { 'app.kubernetes.io/name': `shop-${i % 37}`, tier: 'backend' } },
    spec: {
      podSelector: { matchLabels: { app: `shop-${i}` } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{
        from: [
          { podSelector: { matchLabels: { app: `web-${i % 11}` } } },
          { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['a', 'b'] }] } },
        ],
        ports: [{ protocol: 'TCP', port: 8000 + (i % 1000) }],
      }],
      egress: [{ to: [{ ipBlock: { cidr: `10.${i % 256}.0.0/16`, except: [`10.${i % 256}.1.0/24`] } }], ports: [{ protocol: 'TCP', port: 443 }] }],
    },
  };
}

function pod(i) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `shop-${i}`, namespace: `team-${i % 1000}`, labels: { 'app': `shop-${i % 100}`, 'tier': 'backend', 'pod-template-hash': '5d4f8c7b9d' } },
    spec: { nodeName: `node-${i % 50}`, containers: [{ name: 'main', image: 'shop:1.2.3', ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }] }] },
    status: { phase: 'Running', podIP: `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}` },
  };
}

function milliseconds(run) {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1];
}

/** One line: both take turns, so that a busy minute hits both; the medians are compared. */
function row(what, runOurs, runTheirs, bar, turns = 5) {
  const ours = [];
  const theirs = [];
  for (let i = 0; i < turns; i++) {
    ours.push(milliseconds(runOurs));
    theirs.push(milliseconds(runTheirs));
  }
  const [mine, other] = [median(ours), median(theirs)];
  const ratio = other / mine;
  const verdict = bar === undefined ? '' : `${ratio >= bar ? 'holds' : 'FAILS'} (>= ${bar}x)`;
  console.log(`${what.padEnd(58)} ${mine.toFixed(0).padStart(7)} ms ${other.toFixed(0).padStart(8)} ms ${ratio.toFixed(2).padStart(7)}x  ${verdict}`);
  if (bar !== undefined && ratio < bar) process.exitCode = 1;
}

const policies = Array.from({ length: count }, (_, i) => policy(i));
const text = policies.map((value) => jsYaml.dump(value)).join('---\n');
const list = jsYaml.dump({ apiVersion: 'v1', kind: 'List', items: policies });
const tagged = policies.map((value) => `${jsYaml.dump(value)}extra: !!str 5\n`).join('---\n');
const bytes = Buffer.from(text);
const pods = { apiVersion: 'v1', kind: 'List', items: Array.from({ length: 10 * count }, (_, i) => pod(i)) };
const json = Buffer.from(JSON.stringify(pods));
const pretty = Buffer.from(JSON.stringify(pods, null, 4));

const loaded = loadText(bytes, 'x.yaml');
if (loaded.documents.length !== count || loaded.problems.length > 0) throw new Error('the text was not loaded whole');

console.log(`${count} policies, ${(bytes.length / 1e6).toFixed(1)} MB of YAML; ${10 * count} pods, ${(json.length / 1e6).toFixed(1)} MB of JSON`);
console.log(`${''.padEnd(58)} ${'ours'.padStart(10)} ${'theirs'.padStart(11)} ${'ratio'.padStart(8)}`);
const ours = () => loadText(bytes, 'x.yaml');
row('YAML documents : js-yaml loadAll', ours, () => jsYaml.loadAll(bytes.toString()), 0.9);
row('YAML documents : yaml parseAllDocuments + toJS', ours, () => yaml.parseAllDocuments(bytes.toString()).map((document) => document.toJS()), 8, 1);
row('one YAML list : js-yaml load', () => loadText(list, 'x.yaml'), () => jsYaml.load(list), 0.9);
row('YAML for the full parser only : js-yaml loadAll', () => loadText(tagged, 'x.yaml'), () => jsYaml.loadAll(tagged));
row('JSON list in one line : JSON.parse', () => loadText(json, 'x.json'), () => JSON.parse(json.toString()), 0.5);
row('JSON list of kubectl : JSON.parse', () => loadText(pretty, 'x.json'), () => JSON.parse(pretty.toString()), 0.5);
row('a place in every policy : loading them', () => loaded.documents.map((document) => document.position(['spec', 'ingress', 0, 'ports', 0, 'port'])), ours);
