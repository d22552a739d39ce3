import { dnsSubdomainProblem } from '../../../dialects/names';
import type { Policy } from '../../../model';

const MAX_NAME_LENGTH = 180;

/** A policy that a construct writes: where, and what follows its stem in its name. */
interface Written {
  readonly namespace: string;
  readonly suffix: string;
}

/** The id of a construct, and what the names of its policies begin with. */
interface Claimed {
  readonly id: string;
  readonly stem: string;
}

/** Gives constructs and their policies names that nothing else has. */
export class PolicyNames {
  private readonly taken = new Set<string>();
  private readonly ids: Set<string>;

  /** `fences`: the ids of the fences in the chart. */
  public constructor(policies: readonly Policy[], fences: readonly string[]) {
    for (const { namespace, name } of policies) if (namespace !== undefined) this.taken.add(`${namespace}/${name}`);
    this.ids = new Set(fences);
  }

  /** The preferred id, or one like it. `fence`: the fence in which the construct is written. */
  public claim(preferred: string, fence: string | undefined, written: readonly Written[]): Claimed {
    const within = (id: string) => (fence === undefined ? id : `${fence}-${id}`);
    const names = (id: string) => written.map(({ namespace, suffix }) => `${namespace}/${within(id)}${suffix}`);
    // in a fence, the id itself is a name, too
    const isTaken = (id: string) => this.ids.has(within(id)) || names(id).some((name) => this.taken.has(name));
    const longer = `${written[0].namespace}-${preferred}`;
    const id = [preferred, longer].find((text) => !isTaken(text)) ?? numbered(longer, isTaken);
    this.ids.add(within(id));
    for (const name of names(id)) this.taken.add(name);
    return { id, stem: within(id) };
  }
}

/** A part of a name from a text of the input. `parts`: how many such parts the name has. */
export function plainName(text: string, parts = 1): string {
  const name = text.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').slice(0, MAX_NAME_LENGTH / parts - (parts - 1) * 2).replace(/^[-.]+|[-.]+$/g, '');
  return dnsSubdomainProblem(name) === undefined ? name : 'pods';
}

function numbered(stem: string, isTaken: (text: string) => boolean): string {
  let i = 2;
  while (isTaken(`${stem}-${i}`)) i++;
  return `${stem}-${i}`;
}
