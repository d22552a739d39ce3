import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { show } from '../../text/show';
import type { AppMessage } from '../app-message';
import { identityIn } from '../identity';
import { identityCollisions, type Identified } from './collisions';
import { fileCollision } from './output-files';

/** What an app would lose, judged by what it is about to write. */
export class Losses {
  private readonly objects = new Map<unknown, ApiObject>();
  private readonly writers = new Map<string, IConstruct[]>();
  private readonly identified: Identified[] = [];
  private readonly lostOnes = new Set<IConstruct>();

  /** Remembers which object a document comes from. */
  public rendered(object: ApiObject, json: unknown): void {
    if (typeof json === 'object') this.objects.set(json, object);
  }

  /** Remembers that a chart or an object is not written. */
  public lost(construct: IConstruct): void {
    this.lostOnes.add(construct);
  }

  public addFile(path: string, writer: IConstruct, documents: readonly unknown[]): void {
    this.writers.set(path, [...this.writers.get(path) ?? [], writer]);
    this.addDocuments(writer, documents);
  }

  /** A document that no object is known for belongs to its chart. */
  public addDocuments(writer: IConstruct, documents: readonly unknown[]): void {
    for (const document of documents) {
      const identity = identityIn(document);
      if (identity !== undefined) this.identified.push({ construct: this.objects.get(document) ?? writer, identity });
    }
  }

  public messages(): AppMessage[] {
    const lost = [...this.lostOnes].map((construct) => ({
      construct,
      text: `[dependency-self] ${show(construct.node.path)} would not be written, because it or something that needs it depends on itself; remove the dependency`,
    }));
    const files = [...this.writers].flatMap(([path, writers]) => (writers.length > 1 ? [fileCollision(path, writers)] : []));
    return [...lost, ...identityCollisions(this.identified), ...files];
  }
}
