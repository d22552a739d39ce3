import { readdirSync, statSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../diff/patch';

/** A judge is a test file below the project's root, or of one only the tests whose names hold what follows ` | `, or this: */
export const DIFFERENTIAL = 'differential test';
export type Judge = string;

// the words are asked by the differential test, too
const KUBE_ROUTER = 'test/conformance/packets.test.ts | are what the kube-router profile';
const KUBE_ROUTER_DUAL = 'test/conformance/packets.test.ts | dual › are what the kube-router profile';
const CILIUM = 'test/conformance/cilium.test.ts';
const ADMIN = 'test/conformance/policy-api.test.ts';
const LAWS = 'test/laws/metamorphic.test.ts';

/** Which tests may judge an error in the files whose path starts so; the first that fits counts. Those that cannot see it are left out. */
const JUDGES: readonly (readonly [string, readonly Judge[]])[] = [
  ['src/sets/', ['test/sets', 'test/engine', 'test/dialects', DIFFERENTIAL]],
  ['src/engine/ask/reasons.ts', ['test/engine/ask/reasons.test.ts']],
  ['src/engine/judge/trace.ts', ['test/engine/judge/trace.test.ts', 'test/engine/ask/reasons.test.ts']],
  ['src/engine/ask/representative', ['test/engine/ask/representatives.test.ts', 'test/engine/ask/representatives-all.test.ts']],
  ['src/engine/ask/adjacency', ['test/engine/ask/adjacency.test.ts', 'test/engine/ask/adjacency-many.test.ts', 'test/diff/explanations.test.ts']],
  ['src/engine/ask/breadth-first', ['test/engine/ask/adjacency.test.ts', 'test/engine/ask/adjacency-many.test.ts', 'test/diff/explanations.test.ts']],
  ['src/engine/ask/reach-counts', ['test/engine/ask/adjacency.test.ts', 'test/engine/ask/adjacency-many.test.ts']],
  ['src/engine/ask/count.ts', ['test/engine/ask/count.test.ts', 'test/engine/judge/outside.test.ts']],
  ['src/engine/compile/cni-deviations.ts', [KUBE_ROUTER, DIFFERENTIAL]],
  ['src/engine/', ['test/engine', DIFFERENTIAL, KUBE_ROUTER_DUAL, CILIUM, ADMIN, LAWS]],
  ['src/dialects/networking-v1/encode', ['test/dialects/networking-v1']],
  ['src/dialects/workloads/', ['test/dialects', DIFFERENTIAL]],
  ['src/dialects/', ['test/dialects', DIFFERENTIAL, ADMIN, LAWS]],
];

/** The same as the differential test; and what is about strangers, or about writing manifests, judges that alone. */
const LEFT_OUT = ['test/engine/oracle.test.ts', 'test/engine/ask/representatives.test.ts', 'test/engine/ask/representatives-all.test.ts', 'test/engine/ask/adjacency.test.ts', 'test/engine/ask/adjacency-many.test.ts', 'test/dialects/networking-v1/encode-rules.test.ts'];

function testsBelow(path: string): Judge[] {
  if (path === DIFFERENTIAL || path.includes(' | ') || statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path)).filter((name) => !name.includes('.') || name.endsWith('.test.ts')).flatMap((name) => testsBelow(`${path}/${name}`));
}

const known = new Map<string, Judge[]>();

/** The judges of a file of `src`. */
export function judgesOf(file: string): Judge[] {
  const [start, paths] = JUDGES.find(([prefix]) => file.startsWith(prefix))!;
  let judges = known.get(start);
  if (judges === undefined) {
    judges = paths.flatMap(testsBelow).filter((judge) => paths.includes(judge) || start.includes('encode') || !LEFT_OUT.includes(judge));
    known.set(start, judges);
  }
  return judges;
}

/** How often a judge objected, and how many milliseconds it computed. */
interface Account {
  kills: number;
  runs: number;
  milliseconds: number;
}

/** What is known of the judges so far: those come first that catch most in the least time. */
export class Accounts {
  private readonly accounts = new Map<string, Account>();

  public inOrder(file: string): Judge[] {
    const mirror = file.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
    const worth = (judge: Judge) => {
      const own = this.of(file, judge);
      const folder = this.of(folderOf(file), judge);
      const start = judge === mirror ? 1 : judge === DIFFERENTIAL ? 0.7 : 0.02;
      const share = (own.kills + (folder.kills + start) / (folder.runs + 1)) / (own.runs + 1);
      return share / ((folder.milliseconds + 100) / (folder.runs + 1) + 10);
    };
    return [...judgesOf(file)].sort((a, b) => worth(b) - worth(a));
  }

  public note(file: string, judge: Judge, failed: boolean, milliseconds: number): void {
    for (const account of [this.of(file, judge), this.of(folderOf(file), judge)]) {
      account.kills += failed ? 1 : 0;
      account.runs++;
      account.milliseconds += milliseconds;
    }
  }

  private of(place: string, judge: Judge): Account {
    const key = `${place} ${judge}`;
    let account = this.accounts.get(key);
    if (account === undefined) this.accounts.set(key, (account = { kills: 0, runs: 0, milliseconds: 0 }));
    return account;
  }
}

function folderOf(file: string): string {
  return file.split('/').slice(0, -1).join('/');
}
