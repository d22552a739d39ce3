// One measurement of bench/synth.ts: `node synth-child.js SETTINGS`; prints what building and synthesizing one app cost, and a hash of what it wrote.
const { createHash } = require('crypto');
const { mkdtempSync, readdirSync, readFileSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

const { lib, charts, policies, writer = 'ours', app: appClass = 'App', checks, chained = false } = JSON.parse(process.argv[2]);
const { ApiObject, App, Chart } = require('cdk8s');
const { Construct } = require('constructs');

/** What each writer makes of one policy: the same object. */
const WRITERS = {
  ours() {
    const { AllowFrom, Peer, PodSelector, Port } = require(lib);
    return (chart, name, { app, from, port }) => new AllowFrom(chart, name, { pods: PodSelector.labels({ app }), from: [Peer.pods({ app: from })], ports: [Port.tcp(port)] });
  },
  plus() {
    const { NetworkPolicy, NetworkPolicyPort, Pods } = require('cdk8s-plus-27');
    return (chart, name, { app, from, port }) => new NetworkPolicy(chart, name, {
      metadata: { name },
      selector: Pods.select(chart, `${name}-pods`, { labels: { app } }),
      ingress: { rules: [{ peer: Pods.select(chart, `${name}-peer`, { labels: { app: from } }), ports: [NetworkPolicyPort.tcp(port)] }] },
    });
  },
  bare: () => (chart, name, policy) => new ApiObject(chart, name, manifestOf(name, policy)),
  wrapped: () => (chart, name, policy) => new ApiObject(new Construct(chart, name), name, manifestOf(name, policy)),
};

function manifestOf(name, { app, from, port }) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: {
      podSelector: { matchLabels: { app } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { app: from } } }], ports: [{ port, protocol: 'TCP' }] }],
    },
  };
}

const write = WRITERS[writer]();
const ours = writer === 'ours' || appClass !== 'App' ? require(lib) : undefined;
const outdir = mkdtempSync(join(tmpdir(), 'bench-synth-'));

const started = process.cpuUsage();
const app = new (appClass === 'App' ? App : ours[appClass])({ outdir });
if (writer === 'ours') ours.Checks.configure(app, { mode: checks === 'on' ? ours.CheckMode.FAIL : ours.CheckMode.OFF });
let previous;
for (let c = 0; c < charts; c++) {
  const namespace = `team-${c}`;
  const chart = new Chart(app, namespace, { namespace });
  if (checks !== undefined) new ours.NamespaceFence(chart, namespace, { insideTraffic: true });
  for (let p = 0; p < policies / charts; p++) write(chart, `allow-${p}`, { app: `app-${p}`, from: `app-${p + 1}`, port: 8000 + (p % 100) });
  if (chained && previous !== undefined) chart.addDependency(previous);
  previous = chart;
}
const built = process.cpuUsage(started);
app.synth();
const all = process.cpuUsage(started);

const milliseconds = ({ user, system }) => (user + system) / 1000;
const hash = createHash('sha256');
for (const file of readdirSync(outdir).sort()) if (file.endsWith('.yaml')) hash.update(`${file}\n`).update(readFileSync(join(outdir, file)));
process.stdout.write(JSON.stringify({
  total: milliseconds(all),
  synth: milliseconds(all) - milliseconds(built),
  megabytes: process.resourceUsage().maxRSS / 1024,
  hash: hash.digest('hex'),
}));
rmSync(outdir, { recursive: true });
