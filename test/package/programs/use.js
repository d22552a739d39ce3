// plain JavaScript, where no compiler looks; the package by its name
const { Chart, Testing } = require('cdk8s');
const netfence = require('cdk8s-netfence');
const { version } = require('cdk8s-netfence/package.json');

if (typeof netfence !== 'object' || typeof version !== 'string') throw new Error('the package does not load');
let inner;
try {
  inner = require('cdk8s-netfence/lib/errors');
} catch (error) {
  if (error.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error;
}
if (inner) throw new Error('the inside of the package is reachable');

const { AllowFrom, NamespaceFence, Peer, PodSelector, Port } = netfence;
const chart = new Chart(Testing.app(), 'production', { namespace: 'production' });
new NamespaceFence(chart, 'production').allowFrom('api', { pods: PodSelector.labels({ app: 'api' }), from: [Peer.pods({ app: 'web' })] });
const names = Testing.synth(chart).map(({ metadata }) => metadata.name).join(' ');
if (names !== 'production-inside production-dns production-api production-default-deny') throw new Error(`got ${names}`);

/** @type {[() => unknown, string][]} */
const wrong = [
  [() => Port.tcp('80'), '[port-number] '],
  [() => Peer.cidr('10.0.0.5/8'), '[cidr-host-bits] '],
  [() => new AllowFrom(chart, 'x'), '[options-type] '],
  [() => new AllowFrom(chart, 'y', { pods: PodSelector.all(), from: [Peer.anyone()], port: [Port.tcp(80)] }), '[option-unknown] '],
];
for (const [program, start] of wrong) {
  let message = 'no error';
  try {
    program();
  } catch (error) {
    message = error.message;
  }
  if (!message.startsWith(start)) throw new Error(`expected ${start}, got ${message}`);
}
console.log('ok', process.version);
