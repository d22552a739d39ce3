/**
 * Synthesizes generated apps with the `App` of cdk8s and with `FenceApp`, and compares files, bytes and error texts.
 *
 *     node same-bytes.js [--apps N] [--from SEED] [--differing N]
 *
 * It is bundled to one file that finds `cdk8s`, `constructs` and `cdk8s-netfence` beside it; see `test/package/run.ts`.
 */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { createRequire } from 'module';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseArgs } from 'util';
import type { AppProps } from 'cdk8s';
import { difference } from './difference';
import { Kit, secondCopy } from './kit';
import { outcomeOf } from './outcome';

const { values: { apps = '2000', from = '0', differing: enough = '5', root = __dirname } } = parseArgs({ options: { apps: { type: 'string' }, from: { type: 'string' }, differing: { type: 'string' }, root: { type: 'string' } } });
const load = createRequire(join(root, 'same-bytes.js'));
const folder = mkdtempSync(join(tmpdir(), 'netfence-synth-'));
try {
  writeFileSync(join(folder, 'include.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: included\ndata:\n  a: "0755"\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: included\n---\n');
  writeFileSync(join(folder, 'helm'), '#!/bin/sh\nprintf "apiVersion: v1\\nkind: ConfigMap\\nmetadata:\\n  name: rendered\\n  namespace: helm\\n"\n');
  chmodSync(join(folder, 'helm'), 0o755);
  const cdk8s: Kit['cdk8s'] = load('cdk8s');
  const netfence: Kit['netfence'] = load('cdk8s-netfence');
  const { CheckMode, FenceApp } = netfence;
  /** What the stock app loses is an error of ours; as a warning, the bytes are still the same. With policies of ours, it is an error in both. */
  class Compared extends FenceApp {
    constructor({ strict, ...props }: AppProps & { readonly strict?: boolean } = {}) {
      super({ ...props, losses: strict ? CheckMode.FAIL : CheckMode.WARN });
    }
  }
  const kit = { cdk8s, netfence, constructs: load('constructs') as Kit['constructs'], copy: secondCopy(load), folder };
  process.stderr.write = () => true;
  let differing = 0;
  let failing = 0;
  for (let seed = Number(from); seed < Number(from) + Number(apps); seed++) {
    const stock = outcomeOf(seed, { ...kit, App: cdk8s.App }, join(folder, 'stock'));
    const ours = outcomeOf(seed, { ...kit, App: Compared }, join(folder, 'ours'));
    if (stock.error !== undefined) failing++;
    const text = difference(stock, ours);
    if (text === undefined) continue;
    differing++;
    console.log(`app ${seed}: ${text}`);
    if (differing === Number(enough)) break;
  }
  console.log(`${apps} apps, ${failing} of them with an error: ${differing} differ`);
  process.exitCode = differing === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
