import { checkMetadata } from '../metadata';
import { fieldsOf, isFields, listOf } from '../manifest';
import type { Manifest } from '../manifest';
import { decodeSelector } from '../label-selector';
import { ObjectProblems } from '../object-problems';
import { Place } from '../place';
import { checkShape } from '../shape';
import { CIDR_GROUP } from './schema';

/** What a name or a selector of groups means: their blocks, and why there may be more: it cannot be read, or groups are not in the input. */
export interface Meant {
  readonly cidrs: readonly string[];
  readonly why?: string;
  readonly missing?: string;
}

interface Group {
  readonly labels: Readonly<Record<string, string>>;
  readonly cidrs: readonly string[];
}

/** The groups of blocks (CiliumCIDRGroup) of the input, by name. */
export class Groups {
  private readonly byName = new Map<string, Group>();

  /** The later one of two takes the place of the earlier. */
  public add({ name, metadata, value }: Manifest): void {
    const labels = Object.fromEntries(Object.entries(fieldsOf(metadata.labels)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
    const cidrs = listOf(fieldsOf(value.spec).externalCIDRs).filter((text): text is string => typeof text === 'string');
    this.byName.set(name, { labels, cidrs });
  }

  /** The blocks of a group; a group that does not exist has none. */
  public named(name: string): Meant {
    const group = this.byName.get(name);
    if (group !== undefined) return { cidrs: group.cidrs };
    return { cidrs: [], missing: `the CiliumCIDRGroup ${name} is not in the input` };
  }

  /** The blocks of all groups with such labels. */
  public selected(selector: unknown): Meant {
    const labels = decodeSelector(isFields(selector) ? selector : {}, 'pruned', Place.NOWHERE, new ObjectProblems({ label: '', path: [] }, []));
    if (labels === undefined) return { cidrs: [], why: 'its selector of groups cannot be read' };
    const cidrs = [...this.byName.values()].filter((group) => labels.matches(group.labels)).flatMap((group) => group.cidrs);
    return { cidrs, missing: 'the input may not contain all groups of blocks with such labels' };
  }
}

/** Reports what the API server has against a group. */
export function checkGroup({ value, metadata }: Manifest, place: Place, problems: ObjectProblems): void {
  checkShape(value, CIDR_GROUP, 'pruned', place, problems);
  checkMetadata(metadata, place.at('metadata'), problems);
}
