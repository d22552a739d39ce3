import { inChunks, renderCsv, renderDot, renderJson, renderMarkdown, renderMatrix, renderTxt } from '../../src/report';
import type { Edge, EdgeEnd } from '../../src/results/connections';
import { traffic } from '../traffic';

const web: EdgeEnd = { type: 'workload', label: 'shop/web[Deployment]', namespace: 'shop', short: 'web[Deployment]' };
const api: EdgeEnd = { type: 'workload', label: 'backend/api[Pod]', namespace: 'backend', short: 'api[Pod]' };
const world: EdgeEnd = { type: 'outside', label: '0.0.0.0-255.255.255.255[External]' };
const controller: EdgeEnd = { type: 'controller', label: '{ingress-controller}' };
const edges: Edge[] = [
  { source: world, destination: web, traffic: traffic('All Connections') },
  { source: web, destination: api, traffic: traffic('TCP 80,443,UDP 53') },
  { source: controller, destination: web, traffic: traffic('TCP 8080') },
];
const text = (parts: Iterable<string>) => [...parts].join('');

it('writes txt', () => {
  expect(text(renderTxt(edges))).toBe([
    '0.0.0.0-255.255.255.255[External] => shop/web[Deployment] : All Connections',
    'shop/web[Deployment] => backend/api[Pod] : TCP 80,443,UDP 53',
    '{ingress-controller} => shop/web[Deployment] : TCP 8080',
    '',
  ].join('\n'));
  expect(text(renderTxt([]))).toBe('');
  expect(text(renderTxt(edges.slice(2), 'TCP 8080'))).toBe('Permitted connections on TCP 8080:\n{ingress-controller} => shop/web[Deployment]\n');
});

it('writes JSON', () => {
  const objects = edges.map((edge) => ({ src: edge.source.label, dst: edge.destination.label, conn: edge.traffic.text }));
  expect(JSON.parse(text(renderJson(edges)))).toEqual(objects);
  expect(text(renderJson(edges.slice(2)))).toBe('[\n  {\n    "src": "{ingress-controller}",\n    "dst": "shop/web[Deployment]",\n    "conn": "TCP 8080"\n  }\n]\n');
  expect(text(renderJson([]))).toBe('[]\n');
  expect(JSON.parse(text(renderJson(edges.slice(2), 'TCP 8080')))).toEqual([{ src: '{ingress-controller}', dst: 'shop/web[Deployment]' }]);
});

it('writes CSV', () => {
  expect(text(renderCsv(edges.slice(1)))).toBe('src,dst,conn\nshop/web[Deployment],backend/api[Pod],"TCP 80,443,UDP 53"\n{ingress-controller},shop/web[Deployment],TCP 8080\n');
  expect(text(renderCsv(edges.slice(2), 'TCP 8080'))).toBe('src,dst\n{ingress-controller},shop/web[Deployment]\n');
});

it('writes Markdown', () => {
  expect(text(renderMarkdown(edges.slice(2)))).toBe('| src | dst | conn |\n|-----|-----|------|\n| {ingress-controller} | shop/web[Deployment] | TCP 8080 |\n');
  expect(text(renderMarkdown(edges.slice(2), 'TCP 8080'))).toBe('| src | dst |\n|-----|-----|\n| {ingress-controller} | shop/web[Deployment] |\n');
});

it('writes DOT with a frame for each namespace, isolated workloads included', () => {
  expect(text(renderDot(edges.slice(1, 2), [web, api, world]))).toBe([
    'digraph {',
    '\tsubgraph "cluster_backend[namespace]" {',
    '\t\tcolor="black"',
    '\t\tfontcolor="black"',
    '\t\t"backend/api[Pod]" [label="api[Pod]" color="blue" fontcolor="blue"]',
    '\t\tlabel="backend[namespace]"',
    '\t}',
    '\tsubgraph "cluster_shop[namespace]" {',
    '\t\tcolor="black"',
    '\t\tfontcolor="black"',
    '\t\t"shop/web[Deployment]" [label="web[Deployment]" color="blue" fontcolor="blue"]',
    '\t\tlabel="shop[namespace]"',
    '\t}',
    '\t"0.0.0.0-255.255.255.255[External]" [label="0.0.0.0-255.255.255.255[External]" color="red2" fontcolor="red2"]',
    '\t"shop/web[Deployment]" -> "backend/api[Pod]" [label="TCP 80,443,UDP 53" color="gold2" fontcolor="darkgreen" weight=1]',
    '}',
    '',
  ].join('\n'));
});

it('writes a matrix with letters for traffic', () => {
  const cells = [
    [undefined, { allowed: traffic('TCP 80'), unknown: traffic('') }],
    [{ allowed: traffic('All Connections'), unknown: traffic('') }, { allowed: traffic('TCP 80'), unknown: traffic('UDP 53'), partly: true }],
  ];
  expect(text(renderMatrix({ groups: [['a/x[Pod]', 'a/y[Pod]'], ['b/z[Pod]']], row: (source) => cells[source] }))).toBe([
    '1 a/x[Pod] a/y[Pod]',
    '2 b/z[Pod]',
    '',
    '         1    2',
    '    1    .    a',
    '    2    * a?b~',
    '',
    '* everything   . nothing   ?x possibly x   ~ for some addresses only',
    'a TCP 80',
    'b UDP 53',
    '',
  ].join('\n'));
});

it('joins texts to chunks of a bounded size', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => `line ${i}\n`);
  const chunks = [...inChunks(many)];
  expect(chunks.join('')).toBe(many.join(''));
  expect(chunks.length).toBe(2);
  expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(70_000);
});
