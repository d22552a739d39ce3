import { App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import {
  AllowBetween, AllowFrom, AllowTo, ApiServerEgress, DefaultDeny, DefaultDenyIngress, DnsEgress, DnsProfile, ExposeThrough, Fences,
  InternetEgress, LabelExpression, MetricsIngress, NamespaceFence, Peer, PodSelector, Port, WebhookIngress,
} from '../../src/constructs';
import { NetfenceError } from '../../src/errors';
import { js, long } from './wrong-program';

beforeAll(() => jest.spyOn(process.stderr, 'write').mockImplementation(() => true));
afterAll(() => jest.restoreAllMocks());

const pods = PodSelector.labels({ app: 'api' });
const from = [Peer.pods({ app: 'web' })];
const to = from;

type WrongConstruct = readonly [what: string, program: (chart: Chart, app: App) => unknown, code: string, text: RegExp];

const NAMES: readonly WrongConstruct[] = [
  ['an id in upper case', (c) => new DefaultDeny(c, 'DenyAll'), 'name-syntax', /got `DenyAll`; write `deny-all`$/],
  ['an id with blanks', (c) => new DefaultDeny(c, 'deny all now'), 'name-syntax', /got `deny all now`; write `deny-all-now`$/],
  ['an id that is a path', (c) => new DefaultDeny(c, '../../etc'), 'name-syntax', /write `etc`/],
  ['an id with an escape sequence', (c) => new DefaultDeny(c, 'a\u001b[31mb'), 'name-syntax', /got `a\\u\{1b\}\[31mb`; write `a-31mb`/],
  ['an id with an underscore', (c) => new AllowFrom(c, 'api_web', { pods, from }), 'name-syntax', /write `api-web`/],
  ['an id with nothing to keep', (c) => new DefaultDeny(c, '___'), 'name-syntax', /write `fence`/],
  ['an id that is too long', (c) => new DefaultDeny(c, long(254)), 'name-syntax', /has 254 characters, more than 253/],
  ['a wrong name', (c) => new DefaultDeny(c, 'deny', { name: 'Deny' }), 'name-syntax', /^\[name-syntax\] the name of a policy must consist .* got `Deny`; write `deny`$/],
  ['a name that is no text', (c) => new DefaultDeny(c, 'deny', { name: js(7) }), 'name-syntax', /must be a text, got `7`/],
  ['an edge with a wrong id', (c) => new AllowBetween(c, 'A B', { from: pods, to: pods }), 'name-syntax', /write `a-b`/],
  ['a fence with a wrong id', (c) => new NamespaceFence(c, 'Team A'), 'namespace-name', /write `team-a`/],
  ['a fence whose id is no namespace', (c) => new NamespaceFence(c, 'team.a'), 'namespace-name', /the id of a fence is its namespace unless `namespace` is set, and it must .* got `team.a`/],
  ['a fence with a wrong namespace', (c) => new NamespaceFence(c, 'team', { namespace: 'Team' }), 'namespace-name', /`namespace` must .* got `Team`/],
  ['a rule with a wrong id', (c) => new NamespaceFence(c, 'team').allowFrom('From Web', { pods, from }), 'name-syntax', /got `From Web`; write `from-web`/],
  ['a rule whose id is no text', (c) => new NamespaceFence(c, 'team').allowFrom(js(1), { pods, from }), 'name-syntax', /must be a text, got `1`/],
  ['an edge whose sides have too long names', (c) => new AllowBetween(c, long(250), { from: pods, to: pods }), 'name-syntax', /has 25[78] characters/],
  ['a policy without a chart', (_, app) => new DefaultDeny(app, 'deny'), 'chart-missing', /got `deny` outside of any; write `const chart = new Chart/],
  ['a fence without a chart', (_, app) => new NamespaceFence(app, 'team'), 'chart-missing', /got `team` outside of any/],
  ['an edge without a scope', () => new AllowBetween(js(undefined), 'edge', { from: pods, to: pods }), 'chart-missing', /a policy must be in a chart/],
  ['a construct id twice', (c) => [1, 2].map(() => new NamespaceFence(c, 'team')), 'id-twice', /duplicate construct id `team` in scope `chart`; choose another id/],
  ['a policy id twice', (c) => [1, 2].map(() => new DefaultDeny(c, 'deny')), 'id-twice', /duplicate construct id `deny` in scope `chart`/],
  ['an id with a slash, which constructs would turn into another', (c) => new DefaultDeny(c, 'a/b'), 'name-syntax', /got `a\/b`; write `a-b`$/],
  ['no id', (c) => new DefaultDeny(c, js(undefined)), 'name-syntax', /must be a text, got `undefined`/],
  ['an empty id', (c) => new AllowTo(c, '', { pods, to }), 'name-syntax', /is empty, got ``; write `fence`/],
  ['an id that is a number', (c) => new AllowFrom(c, js(7), { pods, from }), 'name-syntax', /must be a text, got `7`/],
  ['a fence whose longest part has too long a name', (c) => new NamespaceFence(c, 'team', { name: long(243) }), 'name-syntax', /has 256 characters, more than 253/],
];

const NAMESPACES: readonly WrongConstruct[] = [
  ['no namespace', (_, app) => new DefaultDeny(new Chart(app, 'bare'), 'deny'), 'namespace-missing', /got none; set `namespace` on the chart \(`new Chart\(app, 'production', { namespace: 'production' }\)`\) or on the construct/],
  ['no namespace in an allow', (_, app) => new AllowTo(new Chart(app, 'bare'), 'out', { pods, to }), 'namespace-missing', /got none/],
  ['no namespace in an edge', (_, app) => new AllowBetween(new Chart(app, 'bare'), 'edge', { from: pods, to: pods }), 'namespace-missing', /got none/],
  ['a wrong namespace of the chart', (_, app) => new DefaultDeny(new Chart(app, 'bare', { namespace: 'Prod Uction' }), 'deny'), 'namespace-name', /the namespace of the chart must .* got `Prod Uction`/],
  ['a wrong namespace', (c) => new DefaultDeny(c, 'deny', { namespace: 'undefined.' }), 'namespace-name', /the namespace of a policy must/],
  ['an empty namespace', (c) => new DefaultDeny(c, 'deny', { namespace: '' }), 'namespace-name', /is empty, got ``/],
  ['a namespace that is no text', (c) => new DefaultDeny(c, 'deny', { namespace: js(null) }), 'namespace-name', /is no text, got `null`/],
  ['pods of another namespace', (c) => new AllowFrom(c, 'in', { pods: workload(c, 'other'), from, namespace: 'team' }), 'pods-elsewhere', /got namespace `team` and pods of `other`; leave `namespace` out/],
  ['a collector that lives elsewhere', (c) => new MetricsIngress(c, 'm', { pods, collectorNamespace: 'monitoring', collector: workload(c, 'other'), ports: [Port.tcp(1)] }), 'pods-elsewhere', /`collector` must be in `collectorNamespace`, got `other` and `monitoring`/],
  ['a rule outside its fence', (c) => new NamespaceFence(c, 'team').allowFrom('x', js({ pods, from, namespace: 'other' })), 'rule-namespace', /got `other`; leave `namespace` out/],
  ['no collector namespace', (c) => new MetricsIngress(c, 'm', js({ pods, ports: [Port.tcp(1)] })), 'namespace-required', /`collectorNamespace` must name a namespace, got none/],
  ['no controller namespace', (c) => new ExposeThrough(c, 'e', js({ pods })), 'namespace-required', /`controllerNamespace` must name a namespace, got none/],
  ['a wrong controller namespace', (c) => new ExposeThrough(c, 'e', { pods, controllerNamespace: 'ingress_nginx' }), 'namespace-name', /got `ingress_nginx`/],
];

const OPTIONS: readonly WrongConstruct[] = [
  ['`port` for `ports`, which would open every port', (c) => new AllowFrom(c, 'in', js({ pods, from, port: [Port.tcp(80)] })), 'option-unknown', /unknown option `port`; did you mean `ports`\?/],
  ['`port` in a further rule', (c) => new AllowTo(c, 'out', { pods, to }).addRule(js({ to, port: [Port.tcp(80)] })), 'option-unknown', /unknown option `port`; did you mean `ports`\?/],
  ['pods in a further rule', (c) => new AllowFrom(c, 'in', { pods, from }).addRule(js({ pods, from })), 'option-unknown', /unknown option `pods`; known here: /],
  ['`pod` for `pods`, which would close the namespace', (c) => new DefaultDeny(c, 'deny', js({ pod: pods })), 'option-unknown', /unknown option `pod`; did you mean `pods`\?/],
  ['`namspace` for `namespace`', (c) => new DefaultDenyIngress(c, 'deny', js({ namspace: 'x' })), 'option-unknown', /unknown option `namspace`; did you mean `namespace`\?/],
  ['an option of another construct', (c) => new DnsEgress(c, 'dns', js({ insideTraffic: false })), 'option-unknown', /unknown option `insideTraffic`; known here: name, labels, annotations, namespace, pods, profile, reason/],
  ['an unknown option of a fence', (c) => new NamespaceFence(c, 'team', js({ inside: false })), 'option-unknown', /unknown option `inside`; known here: /],
  ['an unknown option of a rule in a fence', (c) => new NamespaceFence(c, 'team').allowFrom('x', js({ pods, from, port: [] })), 'option-unknown', /unknown option `port`; did you mean `ports`\?/],
  ['an unknown option of an edge', (c) => new AllowBetween(c, 'e', js({ from: pods, to: pods, isolated: true })), 'option-unknown', /unknown option `isolated`; did you mean `isolate`\?/],
  ['an unknown option towards the API server', (c) => new ApiServerEgress(c, 'a', js({ pods, addresses: ['10.0.0.1'], address: '10.0.0.1' })), 'option-unknown', /unknown option `address`; did you mean `addresses`\?/],
  ['peers of one\'s own towards the API server', (c) => new ApiServerEgress(c, 'a', js({ pods, addresses: ['10.0.0.1'], to })), 'option-unknown', /unknown option `to`; known here: /],
  ['peers of one\'s own from the metrics', (c) => new MetricsIngress(c, 'm', js({ pods, collectorNamespace: 'm', ports: [Port.tcp(1)], from })), 'option-unknown', /unknown option `from`/],
  ['an unknown option of an exposure', (c) => new ExposeThrough(c, 'e', js({ pods, controllerNamespace: 'n', controlller: pods })), 'option-unknown', /unknown option `controlller`; did you mean `controller`\?/],
  ['an unknown option of a webhook', (c) => new WebhookIngress(c, 'w', js({ pods, addresses: ['10.0.0.1'], dns: 1 })), 'option-unknown', /unknown option `dns`/],
  ['an unknown option to the internet', (c) => new InternetEgress(c, 'net', js({ pods, ports: [Port.tcp(443)], except: [] })), 'option-unknown', /unknown option `except`/],
  ['an unknown option of a profile', () => DnsProfile.custom(js({ to, port: [Port.tcp(53)] })), 'option-unknown', /unknown option `port`; did you mean `ports`\?/],
  ['an unknown option of NodeLocal', () => DnsProfile.nodeLocal(js({ kubeDnsClusterIp: '10.0.0.1', localaddress: '1.2.3.4' })), 'option-unknown', /unknown option `localaddress`; did you mean `localAddress`\?/],
  ['an unknown option of a selector', () => PodSelector.matching(js({ labels: { a: 'b' }, expression: [] })), 'option-unknown', /unknown option `expression`; did you mean `expressions`\?/],
  ['an unknown option of fences everywhere', (_, app) => Fences.everywhere(app, js({ excepts: ['a'] })), 'option-unknown', /unknown option `excepts`; did you mean `except`\?/],
  ['a switch as a text, which would open traffic inside', (c) => new NamespaceFence(c, 'team', { insideTraffic: js('false') }), 'option-flag', /`insideTraffic` must be true or false, got `false`; write `insideTraffic: false`/],
  ['a switch that is null', (c) => new NamespaceFence(c, 'team', { create: js(null) }), 'option-flag', /`create` must be true or false, got `null`/],
  ['a switch of an edge as a text', (c) => new AllowBetween(c, 'e', { from: pods, to: pods, isolate: js('yes') }), 'option-flag', /got `yes`; write `isolate: true`/],
  ['a switch of fences everywhere as a number', (_, app) => Fences.everywhere(app, { insideTraffic: js(0) }), 'option-flag', /got `0`/],
  ['a switch of NodeLocal as a text', () => DnsProfile.nodeLocal({ kubeDnsClusterIp: '10.0.0.1', localRedirect: js('on') }), 'option-flag', /got `on`/],
  ['a namespace of a fence that is null', (c) => new NamespaceFence(c, 'team', { namespace: js(null) }), 'namespace-name', /is no text, got `null`/],
  ['a DNS of a fence that is null', (c) => new NamespaceFence(c, 'team', { dns: js(null) }), 'dns-profile', /got null/],
  ['a port made by hand', () => new (js(Port))(80), 'value-new', /got `new Port\(…\)`; write `Port.tcp\(8080\)`/],
  ['a peer made by hand', () => new (js(Peer))(), 'value-new', /write `Peer.pods\({…}\)`/],
  ['a selector made by hand', () => new (js(PodSelector))({ app: 'a' }), 'value-new', /write `PodSelector.labels\({…}\)`/],
  ['an expression made by hand', () => new (js(LabelExpression))('app'), 'value-new', /write `LabelExpression.exists\('app'\)`/],
  ['a profile made by hand', () => new (js(DnsProfile))('coredns'), 'value-new', /write `DnsProfile.kubeDns\(\)`/],
];

const RULES: readonly WrongConstruct[] = [
  ['no options', (c) => new AllowFrom(c, 'in', js(undefined)), 'options-type', /got undefined; write `{ pods: …, from: \[…\] }`/],
  ['options that are null', (c) => new DefaultDenyIngress(c, 'deny', js(null)), 'options-type', /got null/],
  ['no pods', (c) => new AllowFrom(c, 'in', js({ from })), 'pods-type', /`pods` must be a `PodSelector`, got undefined; write `PodSelector.labels\({…}\)`/],
  ['pods as labels', (c) => new AllowFrom(c, 'in', { pods: js({ app: 'api' }), from }), 'pods-type', /got an object/],
  ['pods as a peer', (c) => new DefaultDeny(c, 'deny', { pods: js(from[0]) }), 'pods-type', /got a Peer/],
  ['no peers', (c) => new AllowFrom(c, 'in', js({ pods })), 'peers-type', /`from` must be a list of peers, got undefined/],
  ['an empty list of peers', (c) => new AllowFrom(c, 'in', { pods, from: [] }), 'peers-empty', /got `\[\]`; for everyone write `\[Peer.anyone\(\)\]`, for no one write `DefaultDenyIngress`/],
  ['an empty list of targets', (c) => new AllowTo(c, 'out', { pods, to: [] }), 'peers-empty', /for no one write `DefaultDenyEgress`/],
  ['a peer alone', (c) => new AllowFrom(c, 'in', { pods, from: js(from[0]) }), 'peers-type', /got a Peer; write `\[Peer/],
  ['a text among peers', (c) => new AllowFrom(c, 'in', { pods, from: [from[0], js('monitoring')] }), 'peers-type', /`from\[1\]` must be a `Peer`, got a string/],
  ['a hole among peers', (c) => new AllowTo(c, 'out', { pods, to: js(new Array(1)) }), 'peers-type', /`to\[0\]` must be a `Peer`, got undefined/],
  ['an empty list of ports', (c) => new AllowFrom(c, 'in', { pods, from, ports: [] }), 'ports-empty', /got `\[\]`; for every port write `\[Port.all\(\)\]`/],
  ['ports as numbers', (c) => new AllowFrom(c, 'in', { pods, from, ports: js([8080]) }), 'ports-type', /`ports\[0\]` must be a `Port`, got a number; write `Port.tcp\(8080\)`/],
  ['a port alone', (c) => new AllowTo(c, 'out', { pods, to, ports: js(Port.tcp(1)) }), 'ports-type', /got a Port/],
  ['an empty list of ports in a further rule', (c) => new AllowFrom(c, 'in', { pods, from }).addRule({ from, ports: [] }), 'ports-empty', /got/],
  ['an empty list of peers in a further rule', (c) => new AllowTo(c, 'out', { pods, to }).addRule({ to: [] }), 'peers-empty', /got/],
  ['a further rule that is none', (c) => new AllowTo(c, 'out', { pods, to }).addRule(js(undefined)), 'options-type', /got undefined/],
  ['no ports to the internet', (c) => new InternetEgress(c, 'net', js({ pods })), 'ports-missing', /an `InternetEgress` must have `ports`, got none/],
  ['an empty list of ports to the internet', (c) => new InternetEgress(c, 'net', { pods, ports: [] }), 'ports-empty', /got/],
  ['no ports of metrics', (c) => new MetricsIngress(c, 'm', js({ pods, collectorNamespace: 'monitoring' })), 'ports-missing', /a `MetricsIngress`/],
  ['an edge without an end', (c) => new AllowBetween(c, 'e', js({ from: pods })), 'pods-type', /`to` must be a `PodSelector`, got undefined/],
  ['an edge with an empty list of ports', (c) => new AllowBetween(c, 'e', { from: pods, to: pods, ports: [] }), 'ports-empty', /got/],
];

const WORDS: readonly WrongConstruct[] = [
  ['an empty reason', (c) => new AllowFrom(c, 'in', { pods, from, reason: '  ' }), 'reason-text', /must not be empty, got `  `/],
  ['a reason of two lines', (c) => new AllowFrom(c, 'in', { pods, from, reason: 'a\nb' }), 'reason-text', /one line without control characters, got `a\\u\{a\}b`/],
  ['a reason that turns text around', (c) => new AllowTo(c, 'out', { pods, to, reason: 'a\u202eb' }), 'reason-text', /control characters/],
  ['a reason with half a character', (c) => new AllowTo(c, 'out', { pods, to, reason: 'a\ud800b' }), 'reason-text', /control characters/],
  ['an annotation with an unpaired surrogate', (c) => new DefaultDeny(c, 'deny', { annotations: { a: '\udc00' } }), 'annotation-value', /contains an unpaired surrogate/],
  ['a reason that is no text', (c) => new AllowFrom(c, 'in', { pods, from, reason: js(7) }), 'reason-text', /must be a text, got `7`/],
  ['a reason without end', (c) => new AllowFrom(c, 'in', { pods, from, reason: long(1025) }), 'reason-text', /at most 1024 bytes, got `1025`/],
  ['a label as markup', (c) => new DefaultDeny(c, 'deny', { labels: { app: '<script>' } }), 'label-value', /got `<script>`/],
  ['a label key with a blank', (c) => new DefaultDeny(c, 'deny', { labels: { 'a b': 'x' } }), 'label-key', /got `a b`/],
  ['labels as a list', (c) => new DefaultDeny(c, 'deny', { labels: js(['a']) }), 'labels-type', /labels must be an object of texts, got a list/],
  ['an annotation that is a number', (c) => new DefaultDeny(c, 'deny', { annotations: { a: js(7) } }), 'annotation-value', /annotation `a` is no text, got `7`/],
  ['an annotation with a wrong key', (c) => new DefaultDeny(c, 'deny', { annotations: { 'a/b/c': 'x' } }), 'annotation-key', /has more than one `\/`, got `a\/b\/c`/],
  ['annotations as a text', (c) => new DefaultDeny(c, 'deny', { annotations: js('a') }), 'annotations-type', /got a string/],
  ['the annotation of the reasons', (c) => new DefaultDeny(c, 'deny', { annotations: { 'netfence/reason': 'x' } }), 'annotation-reason', /write it as `reason`/],
  ['annotations without end', (c) => new DefaultDeny(c, 'deny', { annotations: { a: long(256 * 1024) } }), 'annotations-size', /must not exceed 262144 bytes in total/],
  ['labels of an edge', (c) => new AllowBetween(c, 'e', { from: pods, to: pods, labels: { a: 'b c' } }), 'label-value', /got `b c`/],
];

const PLATFORM: readonly WrongConstruct[] = [
  ['no addresses of the API server', (c) => new ApiServerEgress(c, 'a', js({ pods })), 'addresses-missing', /has no safe default, got none; look them up with `kubectl/],
  ['an empty list of addresses', (c) => new WebhookIngress(c, 'w', { pods, addresses: [] }), 'addresses-empty', /got `\[\]`/],
  ['an address alone', (c) => new ApiServerEgress(c, 'a', { pods, addresses: js('10.0.0.1') }), 'addresses-type', /got a string; write `\['10.0.0.1'\]`/],
  ['a name as an address', (c) => new ApiServerEgress(c, 'a', { pods, addresses: ['kubernetes.default'] }), 'address-syntax', /one IPv4 or IPv6 address, got `kubernetes.default`/],
  ['a block with host bits', (c) => new ApiServerEgress(c, 'a', { pods, addresses: ['10.0.0.5/8'] }), 'cidr-host-bits', /write `10.0.0.0\/8`/],
  ['a number as an address', (c) => new WebhookIngress(c, 'w', { pods, addresses: [js(7)] }), 'cidr-type', /got `7`/],
  ['an unknown profile', (c) => new DnsEgress(c, 'dns', { profile: js('coredns') }), 'dns-profile', /`profile` must be a `DnsProfile`, got a string; write `DnsProfile.kubeDns\(\)`/],
  ['an unknown profile in an allow', (c) => new AllowTo(c, 'out', { pods, to, dns: js(true) }), 'dns-profile', /`dns` must be a `DnsProfile`, got a boolean/],
  ['an unknown profile in a fence', (c) => new NamespaceFence(c, 'team', { dns: js(false) }), 'dns-profile', /got a boolean.* or `DnsProfile.none\(\)` for no DNS/],
  ['DNS without DNS', (c) => new DnsEgress(c, 'dns', { profile: DnsProfile.none() }), 'dns-none', /got `DnsProfile.none\(\)`; leave it out/],
  ['NodeLocal without options', () => DnsProfile.nodeLocal(js(undefined)), 'options-type', /got undefined/],
  ['NodeLocal without the cluster address', () => DnsProfile.nodeLocal(js({})), 'dns-cluster-ip', /needs `kubeDnsClusterIp`, got none/],
  ['NodeLocal with a block', () => DnsProfile.nodeLocal({ kubeDnsClusterIp: '10.96.0.0/16' }), 'address-syntax', /the cluster address of kube-dns must be one .* got `10.96.0.0\/16`/],
  ['NodeLocal with a number', () => DnsProfile.nodeLocal({ kubeDnsClusterIp: js(10) }), 'address-type', /got `10`/],
  ['a custom DNS nowhere', () => DnsProfile.custom({ to: [] }), 'peers-empty', /for no one write `DnsProfile.none\(\)`/],
  ['a custom DNS without options', () => DnsProfile.custom(js(undefined)), 'options-type', /got undefined/],
  ['a rule id of a part', (c) => new NamespaceFence(c, 'team').allowFrom('dns', { pods, from }), 'rule-twice', /duplicate rule id `dns` in fence `team`/],
  ['a rule id again', (c) => {
    const fence = new NamespaceFence(c, 'team');
    fence.allowFrom('web', { pods, from });
    fence.allowTo('web', { pods, to });
  }, 'rule-twice', /choose another id, or add to the first one with `addRule`/],
  ['a rule without options', (c) => new NamespaceFence(c, 'team').allowTo('x', js(undefined)), 'options-type', /got undefined/],
  ['fences around nothing', () => Fences.everywhere(js(undefined)), 'app-type', /got undefined; write `Fences.everywhere\(app\)`/],
  ['fences around a chart', (c) => Fences.everywhere(js(c)), 'app-type', /got a Chart; write `Fences.everywhere\(app\)`/],
  ['fences in a chart without a name', (_, app) => Fences.everywhere(app, { chartId: '' }), 'chart-id', /got ``; write `chartId: 'fences'`/],
  ['fences in a chart of a number', (_, app) => Fences.everywhere(app, { chartId: js(5) }), 'chart-id', /got `5`/],
  ['exceptions as a text', (_, app) => Fences.everywhere(app, { except: js('kube-system') }), 'except-type', /got a string/],
  ['a wrong exception', (_, app) => Fences.everywhere(app, { except: ['Kube'] }), 'namespace-name', /got `Kube`/],
];

function workload(chart: Chart, namespace: string): PodSelector {
  return PodSelector.of(new kplus.Deployment(chart, 'w', { metadata: { namespace }, podMetadata: { labels: { app: 'w' } }, containers: [{ image: 'x' }] }));
}

function errorOf(program: (chart: Chart, app: App) => unknown): Error {
  const app = Testing.app();
  try {
    program(new Chart(app, 'chart', { namespace: 'chart' }), app);
  } catch (error) {
    return error as Error;
  }
  throw new Error('the program ran without an error');
}

const ALL = [...NAMES, ...OPTIONS, ...NAMESPACES, ...RULES, ...WORDS, ...PLATFORM];

test('there are enough of them', () => {
  expect(new Set(ALL.map(([what]) => what)).size).toBeGreaterThanOrEqual(50);
});

test.each(ALL)('%s', (_, program, code, text) => {
  const error = errorOf(program);
  expect(error.message).toMatch(text);
  if (code === '') return;
  expect(error).toBeInstanceOf(NetfenceError);
  expect((error as NetfenceError).code).toBe(code);
  expect(error.message.startsWith(`[${code}] `)).toBe(true);
  expect(error.message).not.toMatch(/\.$|[\u0000-\u001f]/);
  expect((error as NetfenceError).what).toMatch(/, got .+|^unknown option `|^duplicate (construct|rule) id `/s);
  expect((error as NetfenceError).fix).toMatch(/./);
});

test('a construct that fails leaves nothing in the manifest, and a rule that fails leaves its fence as it was', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'chart', { namespace: 'chart' });
  for (const [, program] of ALL.filter(([what]) => !/rule|twice|fence/.test(what))) {
    const inner = new Chart(app, `c${app.node.children.length}`, { namespace: 'chart' });
    expect(() => program(inner, Testing.app())).toThrow();
    expect(inner.toJson().filter(({ kind }: any) => kind === 'NetworkPolicy')).toEqual([]);
  }
  const fence = new NamespaceFence(chart, 'team');
  const before = chart.toJson();
  expect(() => fence.allowFrom('web', { pods, from: [] })).toThrow('[peers-empty]');
  expect(chart.toJson()).toEqual(before);
});
