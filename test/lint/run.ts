import { givenFacts } from '../../src/analysis/facts/given';
import { readObjects, readText } from '../../src/analysis/session/read';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { Engine, Reach } from '../../src/engine';
import { check, LintOptions } from '../../src/lint';
import { Finding, formatPath, formatWitness } from '../../src/model';
import { CNIS } from '../../src/profiles';
import { TrafficSet } from '../../src/sets';

/** An engine that knows nothing: whatever it is asked, it answers that it cannot tell. */
export class Ignorant extends Engine {
  public override both(): Reach {
    return { allowed: TrafficSet.NONE, unknown: TrafficSet.ALL };
  }

  public override reach(): Reach {
    return { allowed: TrafficSet.NONE, unknown: TrafficSet.ALL };
  }
}

export interface RunOptions extends LintOptions {
  readonly cni?: string;
  /** The profile of the resolver that is stated. */
  readonly dns?: string;
}

export function checkYaml(yaml: string, options: RunOptions = {}): Finding[] {
  return checkSession(readText(yaml, 'test.yaml', factsOf(options)), options);
}

export function checkObjects(objects: readonly unknown[], options: RunOptions = {}): Finding[] {
  return checkSession(readObjects(objects, factsOf(options)), options);
}

function factsOf({ dns }: RunOptions) {
  return dns === undefined ? {} : { facts: givenFacts({ dns }, 'test') };
}

function checkSession({ decoded: { cluster, policies } }: AnalysisSession, { cni, dns, ...options }: RunOptions): Finding[] {
  const named = cni === undefined ? undefined : CNIS.get(cni);
  if (cni !== undefined && named === undefined) throw new Error(`no CNI is called ${cni}`);
  return check({ cluster, policies, ...(named && { cni: named }) }, options);
}

/** A finding in one line: level, object, field, and the connection. */
export function lineOf({ severity, subject, path, witness }: Finding): string {
  const where = path.length === 0 ? '' : ` ${formatPath(path)}`;
  return `${severity} ${subject}${where}${witness === undefined ? '' : ` | ${formatWitness(witness)}`}`;
}
