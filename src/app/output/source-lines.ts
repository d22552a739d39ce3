import { join } from 'path';
import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { placeOf, programName, sourceKey } from '../../files/source-place';
import type { ObjectSource } from '../../files/sources-file';
import type { Position } from '../../model';
import { identityOf } from '../identity';
import { type Trace, Traces } from './traces';

/** The compiled package, or its sources. */
const OWN = join(__dirname, '..', '..');

/** The lines of the program that create the constructs of an app. */
export class SourceLines {
  /** The files of the author are in the folder in which the program runs. */
  private readonly program = { folder: process.cwd(), own: OWN };
  private readonly places = new Map<string, Position | undefined>();
  private readonly traces = new Traces(this.program);
  private readonly created = new Map<IConstruct, Trace>();

  /** `declarerOf` answers which construct of the author a construct stands for, where it is another one. */
  constructor(private readonly declarerOf: (construct: IConstruct) => IConstruct | undefined) {}

  /** Remembers which line of the program creates a construct, unless one that contains it is remembered already. */
  public remember(construct: IConstruct): void {
    for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) if (this.created.has(at)) return;
    this.created.set(construct, this.traces.take(this.remember, construct.constructor as () => unknown));
  }

  /** Where each object comes from. */
  public of(objects: readonly ApiObject[]): ReadonlyMap<string, ObjectSource> {
    return new Map(objects.map((object) => {
      const { group, kind, namespace, name } = identityOf(object);
      const source = this.lineOf(object);
      return [sourceKey(group, kind, namespace, name), { construct: object.node.path, ...(source && { source }) }];
    }));
  }

  /** The main file of the program, relative to a folder; empty where it is not of the author. */
  public programName(folder: string): string {
    return programName(folder, this.program);
  }

  /** A loop creates many constructs on one line. */
  private placeOf(stack: string): Position | undefined {
    if (!this.places.has(stack)) this.places.set(stack, placeOf(stack, this.program));
    return this.places.get(stack);
  }

  private lineOf(object: ApiObject) {
    for (let at: IConstruct | undefined = object; at !== undefined; at = at.node.scope) {
      const stack = this.created.get(this.declarerOf(at) ?? at)?.stack;
      if (stack !== undefined) return this.placeOf(stack);
    }
    return undefined;
  }
}
