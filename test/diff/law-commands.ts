/** The law for each command: what it says definitely of a case is not the opposite of what is so with facts added. */
import { findEnd } from '../../src/analysis/ends/ends';
import { reachBetween } from '../../src/analysis/ends/reach-between';
import type { StatedFacts } from '../../src/analysis/facts/stated';
import { readObjects } from '../../src/analysis/session/read';
import type { AnalysisSession } from '../../src/analysis/session/session';
import { parseAddress, TrafficSet } from '../../src/sets';
import type { Case } from './generate';
import { Completion, complete, StatedCompletion } from './generate/completions';
import { Random } from './generate/random';
import { addresses, exposure, exposureSection, isolation, proofs, reports } from './law-answers';
import { claimsOf, differences, evaluations } from './law-claims';
import { aboutShown, contradicted } from './law-findings';
import { traffic } from './law-traffic';
import { factsOf, shareAddresses } from './law-world';

const PRIVATE = /^(10\.|fd)/;

/** How many definite claims of each command were looked at. */
export type Claims = Record<string, number>;

/** What some command says of a case and facts turn round; empty where nothing is. */
export async function turnedRound(item: Case, completion: Completion, random: Random, claims: Claims): Promise<string[]> {
  const before = readObjects(item.objects);
  const after = readCompleted(item, completion);
  const wrong: string[] = [];
  const note = (command: string) => { claims[command] = (claims[command] ?? 0) + 1; };
  for (const claim of [...claimsOf(before, random), ...evaluations(item, before, random), ...differences(item, before, random)]) {
    if (claim.traffic.isEmpty() || (claim.verdict === 'allowed' && !shareAddresses(after, claim.source, claim.destination))) continue;
    note(claim.command);
    const { allowed, unknown } = reachBetween(after.engine(), findEnd(after, claim.source), findEnd(after, claim.destination));
    const opposite = claim.verdict === 'denied' ? allowed : TrafficSet.ALL.subtract(allowed).subtract(unknown);
    const turned = claim.traffic.intersect(opposite);
    if (!turned.isEmpty()) {
      wrong.push(
        `${claim.command}: ${claim.source} -> ${claim.destination} ${turned.toString()} is not ${claim.verdict} with the facts`,
      );
    }
  }
  for (const text of [
    ...addresses(before, after, askable(item, completion), random, note), ...isolation(before, after, note), ...proofs(before, after, random, note),
    ...exposure(before, after, completion, note), ...exposureSection(before, after, completion, note), ...reports(before, after, random, note),
    ...contradicted(before, after, readCompleted(item, aboutShown(completion, before)), note),
  ]) wrong.push(text);
  for await (const text of traffic(before, after, askable(item, completion), random, note)) wrong.push(text);
  return wrong;
}

function readCompleted({ objects }: Case, completion: Completion): AnalysisSession {
  return readObjects(complete(objects, completion), { facts: statedOf(completion.facts) });
}

function statedOf(facts: StatedCompletion): StatedFacts {
  const { namespaces, nodeRanges, complete: isComplete } = factsOf(facts);
  const source = { name: 'the completion' };
  return {
    ...(namespaces.size > 0 && { namespaces: new Map([...namespaces].map(([name, value]) => [name, { value, source }])) }),
    ...(nodeRanges && { nodeRanges: { value: nodeRanges, source } }),
    ...(isComplete && { complete: { value: true, source } }),
  };
}

/** Without the public addresses that the facts give to nodes: that none has one is the assumption of every answer. */
function askable(item: Case, { added, facts }: Completion): Case {
  const nodes = JSON.stringify(added.filter(({ kind }) => kind === 'Node'));
  const { nodeRanges } = factsOf(facts);
  const isNode = (ip: string) => nodes.includes(`"${ip}"`) || nodeRanges?.contains(parseAddress(ip)!) === true;
  return { ...item, externals: item.externals.filter((ip) => PRIVATE.test(ip) || !isNode(ip)) };
}
