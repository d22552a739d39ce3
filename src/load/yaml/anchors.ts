import { DocumentFault } from '../fault';
import type { Mark } from '../marks';

/** What an anchor names; complete once its node has ended. */
export interface Anchor {
  value: unknown;
  mark: Mark;
  complete: boolean;
  /** How many nodes reading it costs, its own aliases expanded. */
  cost: number;
  height: number;
}

const FEW_NODES = 400_000;
const MANY_NODES = 4_000_000;

/**
 * Counts the nodes of a document as they would be with every alias written out, and refuses what kubectl refuses.
 *
 * More than 100 nodes out of aliases and 1,000 in all are excessive when the aliases make up more than 99 % of
 * a document of up to 400,000 nodes, falling to 10 % at 4,000,000.
 */
export class NodeBudget {
  public total = 1;
  private repeated = 0;

  constructor(private readonly maxNodes: number) {}

  public charge(nodes: number, repeated: number, offset: number): void {
    this.total += nodes;
    this.repeated += repeated;
    if (this.total > this.maxNodes) {
      throw new DocumentFault('too-many-nodes', `the document has more than ${this.maxNodes} nodes with its aliases written out`, offset, 'split it');
    }
    if (this.repeated > 100 && this.total > 1000 && this.repeated / this.total > this.allowedShare()) {
      throw new DocumentFault('excessive-aliases', 'the document consists almost only of repeated aliases, which kubectl refuses', offset, 'write them out');
    }
  }

  private allowedShare(): number {
    if (this.total <= FEW_NODES) return 0.99;
    if (this.total >= MANY_NODES) return 0.1;
    return 0.99 - 0.89 * ((this.total - FEW_NODES) / (MANY_NODES - FEW_NODES));
  }
}
