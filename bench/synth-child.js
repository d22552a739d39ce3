// One measurement of bench/synth.ts: `node synth-child.js LIB CHARTS POLICIES off|fail`; prints the milliseconds of `app.synth()`.
const { mkdtempSync, rmSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

const [lib, charts, policies, mode] = process.argv.slice(2);
const { App, Chart } = require('cdk8s');
const { AllowFrom, Checks, CheckMode, NamespaceFence, Peer, PodSelector, Port } = require(lib);

const outdir = mkdtempSync(join(tmpdir(), 'bench-synth-'));
const app = new App({ outdir });
Checks.configure(app, { mode: mode === 'off' ? CheckMode.OFF : CheckMode.FAIL });
for (let c = 0; c < charts; c++) {
  const namespace = `team-${c}`;
  const chart = new Chart(app, namespace, { namespace });
  new NamespaceFence(chart, namespace, { insideTraffic: true });
  for (let p = 0; p < policies / charts; p++) {
    new AllowFrom(chart, `allow-${p}`, {
      pods: PodSelector.labels({ app: `app-${p}` }), from: [Peer.pods({ app: `app-${p + 1}` })], ports: [Port.tcp(8000 + (p % 100))],
    });
  }
}
const started = process.cpuUsage();
const clock = performance.now();
app.synth();
const { user, system } = process.cpuUsage(started);
process.stdout.write(JSON.stringify({ milliseconds: performance.now() - clock, processor: (user + system) / 1000 }));
rmSync(outdir, { recursive: true });
