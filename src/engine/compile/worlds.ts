import { AGENTS } from '../../model';
import type { Policy } from '../../model';
import { CNIS } from '../../profiles';
import type { Enforcement } from '../../profiles';
import { reads } from './applies-to';
import { END_OF_WORLD } from './fixed-transitions';
import { withoutRivals } from './languages';
import { Applicable, Op, programOf } from './program';

/**
 * What the agent of a cluster may be: for each of them, the languages that it reads of those in which the input has policies. One agent runs in a
 * cluster, so the policies of one of these sets have an effect, and no others.
 * INVARIANT: no set is a part of another one; test/engine/compile/worlds.test.ts.
 */
export type AgentWorlds = readonly ReadonlySet<string>[];

/** Which agents policies may be of. */
export function worldsOf(policies: readonly Pick<Policy, 'language'>[], profile: Enforcement): AgentWorlds {
  const present = new Set<string>();
  for (let i = 0; i < policies.length; i++) {
    const { language } = policies[i];
    if (language?.set === AGENTS && reads(profile, policies[i])) present.add(language.name);
  }
  if (present.size < 2) return [...present].map((name) => new Set([name]));
  const known = [...CNIS.values()].map(({ name, languages = [name] }) => languages.filter((one) => present.has(one)));
  const read = [...[...present].map((name) => [name]), ...known].sort((a, b) => b.length - a.length);
  const worlds: Set<string>[] = [];
  for (const languages of read) if (!worlds.some((world) => languages.every((one) => world.has(one)))) worlds.push(new Set(languages));
  return worlds;
}

/** Whether a policy has an effect only if one of several agents is the one that runs. */
export function dependsOnAgent(worlds: AgentWorlds, { language }: Pick<Policy, 'language'>): boolean {
  return worlds.length > 1 && language?.set === AGENTS && !worlds.every((world) => world.has(language.name));
}

/** How policies apply to a class, where it is not known which agent runs: those of agents do if theirs is the one. */
export function ifTheirAgentRuns<T extends Pick<Applicable, 'policy' | 'applies'>>(worlds: AgentWorlds, judged: T[]): T[] {
  if (worlds.length < 2) return judged;
  return judged.map((one) => (one.applies === 'definite' && dependsOnAgent(worlds, one.policy) ? { ...one, applies: 'with-agent' } : one));
}

/**
 * The program of one direction of a class: the programs of all worlds after each other, each from the beginning. Policies of several agents
 * on one class may do anything.
 */
export function programInWorlds(worlds: AgentWorlds, applicable: Applicable[]): Op[] {
  if (worlds.length < 2) return programOf(withoutRivals(applicable));
  const programs = differing(worlds, applicable).map((some) => programOf(withoutRivals(some)));
  return programs.flatMap((program, i) => (i === 0 ? program : [{ type: 'allPeers', transition: END_OF_WORLD }, ...program]));
}

/** Which of the policies have an effect in each world, each list once. */
function differing(worlds: AgentWorlds, applicable: Applicable[]): Applicable[][] {
  const named = new Set(applicable.flatMap(({ policy }) => (dependsOnAgent(worlds, policy) ? [policy.language!.name] : [])));
  if (named.size === 0 || !worlds.some((world) => [...named].every((name) => world.has(name)))) return [applicable];
  const lists = worlds.map((world) => applicable.filter(({ policy }) => !dependsOnAgent(worlds, policy) || world.has(policy.language!.name)));
  return lists.filter((list, i) => lists.findIndex((other) => other.length === list.length && other.every((one, j) => one === list[j])) === i);
}
