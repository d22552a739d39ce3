/** One measurement of the engine, printed as JSON; started by engine.ts. */
import { join } from 'path';
import { buildCluster, judgePair } from '../test/oracle';
import { LANGUAGES, w1In } from './languages';
import * as shapes from './shapes';
import type { Measured } from './table';
import { exponent, median } from './table';

const lib = process.env.NETFENCE_LIB ?? join(process.cwd(), 'lib');
// the compiled package is measured, not the sources
/* eslint-disable @typescript-eslint/no-require-imports */
const { decode } = require(join(lib, 'dialects')) as typeof import('../src/dialects');
const { Engine, countPairs } = require(join(lib, 'engine')) as typeof import('../src/engine');
/* eslint-enable */

const now = () => performance.now();

function* manifests(objects: Iterable<unknown>): Generator<{ value: unknown }> {
  for (const value of objects) yield { value };
}

function shapeOf(name: string, size: number): shapes.Shape {
  const language = name.replace(/^w1-/, '') as keyof typeof LANGUAGES;
  if (LANGUAGES[language] !== undefined) return w1In(language, size);
  switch (name) {
    case 'w1': return shapes.w1(size);
    case 'w2': return shapes.w2(size);
    case 'w3': return shapes.w3(size);
    case 'w4': return shapes.w4(size);
    default: return shapes.w5(size, size * 10);
  }
}

/** The best of three runs counts where the input is small enough: the first one warms the compiler up, and is noted apart. */
function measureShape(name: string, size: number): Measured {
  const shape = shapeOf(name, size);
  let result: Measured | undefined;
  let first = 0;
  for (let round = 0; round < (shape.pods > 200_000 ? 1 : 3); round++) {
    global.gc?.();
    const making = now();
    for (const object of shape.objects()) if (object === undefined) throw new Error('no object');
    const made = now();
    const { cluster, policies, problems } = decode(manifests(shape.objects()));
    const read = now();
    const engine = new Engine({ cluster, policies });
    const compiled = now();
    const counts = countPairs(engine);
    const counted = now();
    const pods = cluster.workloads.length;
    if (problems.length > 0 || counts.allowed + counts.unknown + counts.denied !== pods * (pods - 1)) {
      throw new Error(`${shape.name}: ${problems.length} problems, ${JSON.stringify(counts)}`);
    }
    const reading = read - made - (made - making);
    const milliseconds = reading + (counted - read);
    if (round === 0) first = milliseconds;
    if (result !== undefined && result.milliseconds < milliseconds) continue;
    result = {
      name: shape.name,
      policies: policies.length,
      pods: cluster.workloads.length,
      milliseconds,
      first,
      megabytes: process.resourceUsage().maxRSS / 1024,
      note: `${reading.toFixed(0)} / ${(compiled - read).toFixed(0)} / ${(counted - compiled).toFixed(0)} ms`,
    };
  }
  return result!;
}

/** All pairs of small W1s by the naive oracle, one packet a pair, and what that makes of the large one. */
function measureOracle(): Measured {
  const sizes = [1, 2, 4];
  const times = sizes.map((size) => {
    const cluster = buildCluster([...shapes.w1(size).objects()] as never[]);
    const started = now();
    for (const source of cluster.pods) for (const target of cluster.pods) judgePair(cluster, source, target)({ protocol: 'TCP', port: 8080 });
    return now() - started;
  });
  const perPair = times.map((time, i) => time / (sizes[i] * 100) ** 2);
  const growth = Math.max(2, exponent(sizes, times));
  const milliseconds = times[2] * (1000 / sizes[2]) ** 2;
  return {
    name: 'oracle',
    policies: 10_000,
    pods: 100_000,
    milliseconds,
    megabytes: 0,
    note: `${times.map((time, i) => `${sizes[i] * 100} pods ${time.toFixed(0)} ms`).join(', ')} (${(median(perPair) * 1000).toFixed(1)} µs a pair, exponent `
      + `${growth.toFixed(2)}); at 100,000 pods, by pairs alone, ${(milliseconds / 1000).toFixed(0)} s`,
  };
}

/** Point queries on warm rows, and single policies replaced with the row asked for again. */
function measurePoint(): Measured {
  const { cluster, policies } = decode(manifests(shapes.w1(1000).objects()));
  const engine = new Engine({ cluster, policies });
  const { count } = engine.classes;
  for (let c = 0; c < count; c++) {
    engine.row('egress', engine.rowNumber('egress', c));
    engine.row('ingress', engine.rowNumber('ingress', c));
  }
  let allowed = 0;
  const ask = (queries: number) => {
    for (let i = 0, a = 1, b = 7; i < queries; i++, a = (a + 7919) % count, b = (b + 104_729) % count) {
      if (!engine.reach(a, b).allowed.isEmpty()) allowed++;
    }
  };
  ask(1_000_000);
  const rates = Array.from({ length: 5 }, () => {
    const started = now();
    ask(2_000_000);
    return 2_000_000 / (now() - started) / 1000;
  });
  const changes: number[] = [];
  for (let i = 0; i < 20_000; i++) {
    const position = (i * 7919) % policies.length;
    const of = engine.classes.ofWorkload[(i * 104_729) % cluster.workloads.length];
    const started = now();
    engine.replace(position, policies[position]);
    engine.reach(of, (of + 1) % count);
    changes.push((now() - started) * 1000);
  }
  changes.sort((a, b) => a - b);
  return {
    name: 'point',
    policies: policies.length,
    pods: cluster.workloads.length,
    milliseconds: 0,
    megabytes: 0,
    note: `point query: ${median(rates).toFixed(1)} M/s (goal ≥ 5 M/s; ${allowed} of them found something open)\n`
      + `one policy replaced and a pair asked for: p50 ${changes[10_000].toFixed(1)} µs (goal ≤ 20 µs), p99 ${changes[19_800].toFixed(1)} µs`,
  };
}

const [what, shape, size] = process.argv.slice(2);
const measured = what === 'shape' ? measureShape(shape, Number(size)) : what === 'oracle' ? measureOracle() : measurePoint();
process.stdout.write(JSON.stringify(measured));
