import type { FieldPath } from '../model';

/** The position of a value inside an object: a chain to the top, so that a path is built only on demand. */
export class Place {
  /** The object itself. */
  public static readonly TOP = new Place(undefined, '');
  /** Everywhere and nowhere, for a first look that only asks whether anything is wrong. */
  public static readonly NOWHERE = new Place(undefined, '');

  private constructor(private readonly parent: Place | undefined, private readonly step: string | number) {}

  public at(step: string | number): Place {
    return this === Place.NOWHERE ? this : new Place(this, step);
  }

  public path(): FieldPath {
    const steps: (string | number)[] = [];
    for (let place: Place = this; place.parent !== undefined; place = place.parent) steps.push(place.step);
    return steps.reverse();
  }
}
