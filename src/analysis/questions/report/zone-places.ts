import type { ZoneCell, ZoneDetail } from '../../../results/report';
import { append } from '../../../sets';
import { ZoneSums, type ZoneTraffic } from './zone-sums';

/** The most namespaces that are shown apart. */
const MAX_APART = 60;
/** The most groups of a namespace that is shown apart. */
const MAX_GROUPS_APART = 30;

/** Where an end stands: its zone, and the name of its group in it. */
export interface Place {
  readonly zone: string;
  readonly name?: string;
  /** An end that stands there, as `netfence explain` takes it. @default - none is known */
  readonly example?: string;
  /** Another one. @default - there is no other */
  readonly other?: string;
  /** Whether one pod stands there, which is no pair with itself. @default false */
  readonly isOnePod?: boolean;
}

/** A workload, as far as its place needs it. */
interface Placed {
  readonly label: string;
  readonly namespace: string;
  readonly isOnePod: boolean;
}

/** Adds up what passes between zones, and for some namespaces between their groups. */
export class ZonePlaces {
  private readonly sums = new ZoneSums();
  private readonly places: readonly (readonly Place[])[];
  private readonly placeOf = new Map<string, Place>();
  private readonly apart = new Map<string, { readonly groups: readonly (readonly string[])[]; readonly sums: ZoneSums }>();

  /** `marked`: the namespaces that are shown apart before others; `most`: how many are shown apart. */
  public constructor(groups: readonly (readonly Placed[])[], marked: readonly string[], most = MAX_APART) {
    const inside = new Map<string, string[][]>();
    this.places = groups.map((members) => {
      const here = new Map<string, string[]>();
      for (const { label, namespace } of members) append(here, namespace, label);
      return [...here].map(([zone, labels]) => {
        const isOnePod = labels.length === 1 && members.find(({ label }) => label === labels[0])!.isOnePod;
        const [first, other] = labels;
        const place: Place = { zone, name: first, example: first, ...(other !== undefined && { other }), ...(isOnePod && { isOnePod }) };
        for (const label of labels) this.placeOf.set(label, { ...place, example: label });
        inside.set(zone, [...inside.get(zone) ?? [], labels]);
        return place;
      });
    });
    const few = [...inside].filter(([, labels]) => labels.length <= MAX_GROUPS_APART).sort(([a], [b]) => (
      Number(marked.includes(b)) - Number(marked.includes(a)) || (a < b ? -1 : 1)));
    const chosen = few.slice(0, most).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [zone, labels] of chosen) this.apart.set(zone, { groups: labels, sums: new ZoneSums() });
  }

  /** The places of a group: one for each of its namespaces. */
  public ofGroup(group: number): readonly Place[] {
    return this.places[group];
  }

  /** The place of a workload of the input. */
  public ofWorkload(label: string | undefined): Place | undefined {
    return label === undefined ? undefined : this.placeOf.get(label);
  }

  public add(sources: readonly Place[], destinations: readonly Place[], traffic: ZoneTraffic): void {
    for (const from of sources) {
      for (const to of destinations) {
        if (from === to && from.isOnePod === true) continue;
        const [source, destination] = [from.example, from === to ? to.other ?? to.example : to.example];
        const pair = source === undefined || destination === undefined ? undefined : { source, destination };
        this.sums.add(from.zone, to.zone, traffic, pair);
        const isInside = from.zone === to.zone;
        this.apart.get(from.zone)?.sums.add(from.name ?? from.zone, isInside ? to.name ?? to.zone : to.zone, traffic, pair);
        if (!isInside) this.apart.get(to.zone)?.sums.add(from.zone, to.name ?? to.zone, traffic, pair);
      }
    }
  }

  public summed(): { readonly cells: readonly ZoneCell[]; readonly details: readonly ZoneDetail[] } {
    const details = [...this.apart].map(([namespace, { groups, sums }]) => ({ namespace, groups, cells: sums.cells() }));
    return { cells: this.sums.cells(), details };
  }
}
