import type { ProblemCode } from '../../errors';
import type { Locatable, Problem } from '../../model';
import { printable } from '../../text/quote';
import { listed } from '../../text/lists';

/** What is said of objects, once for all objects of which it holds. */
export type Note = 'may-deny' | 'makes-pods' | 'brings-objects' | 'secondary-network' | 'staged';

const SAID: Readonly<Record<Note, { readonly code: ProblemCode; readonly text: string }>> = {
  'may-deny': { code: 'denying-policy-not-read', text: 'policies of a service mesh or of a cloud are not read; they may deny what is allowed here, so such traffic of the pods that they select is unknown' },
  'makes-pods': { code: 'pods-not-shown', text: 'pods exist that the input does not contain: an operator makes them' },
  'brings-objects': { code: 'objects-elsewhere', text: 'pods and policies may exist that the input does not contain: they are written elsewhere' },
  'secondary-network': { code: 'secondary-network', text: 'they are about secondary networks; the answers are about the network of the cluster' },
  'staged': { code: 'staged-not-enforced', text: 'staged policies are not enforced, so they have no effect; `--staged enforce` reads them as if they were' },
};

/** The most kinds that one line names. */
const MAX_KINDS = 10;

/** Counts objects by what is to be said of them. */
export class Notes {
  private readonly noted = new Map<Note, { readonly first?: Locatable; readonly kinds: Map<string, number> }>();

  public add(note: Note, kind: string, document: Locatable | undefined): void {
    let entry = this.noted.get(note);
    if (entry === undefined) this.noted.set(note, (entry = { ...(document && { first: document }), kinds: new Map() }));
    entry.kinds.set(kind, (entry.kinds.get(kind) ?? 0) + 1);
  }

  /** One warning for each, at the first object. */
  public problems(): Problem[] {
    return [...this.noted].map(([note, { first, kinds }]) => {
      const named = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `${count} ${printable(kind)}`);
      const { code, text } = SAID[note];
      const position = first?.position([]);
      return { code, severity: 'warning', message: `${listed(named, MAX_KINDS, 'kinds')}: ${text}`, ...(position && { position }) };
    });
  }
}
