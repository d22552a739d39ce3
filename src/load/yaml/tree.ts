import { DocumentFault } from '../fault';
import { markOf, type Mark } from '../marks';
import { NodeBudget, type Anchor } from './anchors';
import { ALIAS, DOCUMENT, firstDocument, isPlain, longTag, MAPPING, refuseEscapes, SCALAR, scalarStart, scalarText, SEQUENCE, tooDeep, type NodeEvent, type ScalarEvent } from './events';
import { badKey, plainKey, taggedKey } from './key';
import { mergeInto, put, type Plain } from './merge';
import { refuseForKubectl } from './refusals';
import { resolvePlain, resolveTagged } from './scalar';

interface TreeLimits {
  readonly maxDepth: number;
  readonly maxNodes: number;
}

/** What the full parser made of one document. */
export interface Tree {
  /** Undefined if the text holds no document. */
  readonly value: unknown;
  readonly mark: Mark;
  /** Keys that were there already; the last one wins. */
  readonly duplicates: { readonly key: string; readonly offset: number }[];
  /** Where text begins that kubectl never sees. */
  readonly ignoredFrom?: number;
}

interface Frame {
  readonly value: unknown;
  readonly mark: Mark;
  readonly anchor?: Anchor;
  /** The key whose value comes next. */
  key?: string;
  keyAt: number;
  merging: boolean;
  /** Keys that came out of a merge: writing them again is no mistake. */
  merged?: Set<string>;
  readonly costBefore: number;
  height: number;
}

/** Read one document with the full parser. */
export function readTree(text: string, limits: TreeLimits, recording = true): Tree {
  return new TreeBuilder(text, limits, recording).build();
}

class TreeBuilder {
  private readonly stack: Frame[] = [];
  private readonly anchors = new Map<string, Anchor>();
  private readonly handles = new Map<string, string>();
  private readonly duplicates: { key: string; offset: number }[] = [];
  private readonly budget: NodeBudget;
  private value: unknown = undefined;
  private mark: Mark = markOf(0);

  constructor(private readonly text: string, private readonly limits: TreeLimits, private readonly recording: boolean) {
    this.budget = new NodeBudget(limits.maxNodes);
  }

  public build(): Tree {
    const { events, ignoredFrom } = firstDocument(this.text, this.limits.maxDepth);
    const second = events.findIndex((event, i) => i > 0 && event.type === DOCUMENT);
    const first = second < 0 ? events : events.slice(0, second);
    refuseForKubectl(this.text, first);
    for (const event of first) {
      if (event.type === DOCUMENT) {
        for (const directive of event.directives) {
          if (directive.kind === 'tag') this.handles.set(directive.handle, directive.prefix);
        }
      } else {
        this.take(event);
      }
    }
    const behind = second < 0 ? undefined : Math.max(0, this.startOf(events[second + 1]));
    return { value: this.value, mark: this.mark, duplicates: this.duplicates, ignoredFrom: ignoredFrom ?? behind };
  }

  private startOf(event: NodeEvent | undefined): number {
    if (event === undefined) return 0;
    if (event.type === SCALAR) return scalarStart(this.text, event);
    return 'start' in event ? event.start : 0;
  }

  private take(event: NodeEvent): void {
    switch (event.type) {
      case MAPPING:
      case SEQUENCE: return this.open(event.type === MAPPING ? {} : [], event.start, this.anchorName(event));
      case SCALAR: return this.scalar(event);
      case ALIAS: return this.alias(event.anchorStart, this.text.slice(event.anchorStart, event.anchorEnd));
      default: return this.close();
    }
  }

  private open(value: unknown, at: number, anchorName: string): void {
    const parent = this.stack.at(-1);
    if (parent !== undefined && this.awaitsKey(parent)) throw badKey(Array.isArray(value) ? 'a list' : 'a mapping', at);
    if (this.stack.length >= this.limits.maxDepth) throw tooDeep(this.limits.maxDepth, at);
    const mark = markOf(at);
    const anchor = anchorName === '' ? undefined : this.remember(anchorName, { value, mark, complete: false, cost: 0, height: 0 });
    this.budget.charge(1, 0, at);
    this.stack.push({ value, mark, anchor, keyAt: at, merging: false, costBefore: this.budget.total - 1, height: 0 });
  }

  private close(): void {
    const frame = this.stack.pop();
    if (frame === undefined) return;
    if (frame.anchor !== undefined) {
      frame.anchor.complete = true;
      frame.anchor.cost = this.budget.total - frame.costBefore;
      frame.anchor.height = frame.height + 1;
    }
    this.add(frame.value, frame.mark, frame.height + 1);
  }

  private scalar(event: ScalarEvent): void {
    const parent = this.stack.at(-1);
    const found = scalarStart(this.text, event);
    const at = found >= 0 ? found : parent?.keyAt ?? 0;
    refuseEscapes(this.text, event);
    const text = scalarText(this.text, event);
    const tag = longTag(this.text, event, this.handles);
    const plain = tag === '' && isPlain(event);
    const isKey = parent !== undefined && this.awaitsKey(parent);
    if (isKey && text === '<<' && (plain || tag === 'tag:yaml.org,2002:merge')) {
      parent.merging = true;
      parent.key = text;
      return;
    }
    this.budget.charge(1, 0, at);
    const name = this.anchorName(event);
    if (isKey) {
      if (plain && /:[,[\]{}]/y.test(this.text.slice(event.valueEnd, event.valueEnd + 2))) {
        throw new DocumentFault('broken-yaml', 'kubectl reads the colon as a part of the word before it', event.valueEnd, 'write a space behind it');
      }
      this.setKey(parent, plain ? plainKey(text, at) : tag === '' ? text : taggedKey(tag, text, at), at);
      // An alias may repeat a key as a value, and a value as a key: the value is what the words mean.
      if (name !== '') this.remember(name, { value: this.resolve(tag, plain, text, at), mark: markOf(at), complete: true, cost: 1, height: 0 });
      return;
    }
    const value = this.resolve(tag, plain, text, at);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new DocumentFault('bad-number', `the number \`${text}\` has no form in JSON`, at, 'write a finite one, or quote it');
    }
    const mark = markOf(at);
    if (name !== '') this.remember(name, { value, mark, complete: true, cost: 1, height: 0 });
    this.add(value, mark, 0);
  }

  private resolve(tag: string, plain: boolean, text: string, at: number): unknown {
    if (tag !== '') return resolveTagged(tag, text, at);
    return plain ? resolvePlain(text) : text;
  }

  private alias(at: number, name: string): void {
    const anchor = this.anchors.get(name);
    if (anchor === undefined) throw new DocumentFault('unknown-anchor', `no anchor \`${name}\` stands before its alias`, at, 'define it or correct the name');
    if (!anchor.complete) throw new DocumentFault('anchor-in-itself', `the anchor \`${name}\` contains itself`, at, 'break the circle');
    this.budget.charge(1 + anchor.cost, anchor.cost, at);
    if (this.stack.length + anchor.height > this.limits.maxDepth) throw tooDeep(this.limits.maxDepth, at);
    const parent = this.stack.at(-1);
    if (parent !== undefined && this.awaitsKey(parent)) {
      const value = anchor.value;
      if (typeof value === 'object') throw badKey(value === null ? 'null' : 'a collection', at);
      this.setKey(parent, typeof value === 'string' ? value : String(value), at);
      return;
    }
    if (parent?.merging === true && Array.isArray(anchor.value)) throw badMerge(at);
    this.add(anchor.value, anchor.mark, anchor.height);
  }

  private setKey(frame: Frame, key: string, at: number): void {
    const value = frame.value as Plain;
    if (value[key] !== undefined && Object.hasOwn(value, key) && frame.merged?.has(key) !== true) this.duplicates.push({ key, offset: at });
    frame.merged?.delete(key);
    frame.key = key;
    frame.keyAt = at;
  }

  private add(value: unknown, mark: Mark, height: number): void {
    const parent = this.stack.at(-1);
    if (parent === undefined) {
      this.value = value;
      this.mark = mark;
      return;
    }
    parent.height = Math.max(parent.height, height);
    if (Array.isArray(parent.value)) {
      parent.value.push(value);
      if (this.recording) (parent.mark.items ??= []).push(mark);
    } else if (parent.merging) {
      if (!mergeInto(parent.value as Plain, parent.mark, value, mark, (parent.merged ??= new Set()))) throw badMerge(mark.at);
      parent.merging = false;
      parent.key = undefined;
    } else {
      put(parent.value as Plain, parent.key!, value);
      if (this.recording) (parent.mark.keys ??= new Map()).set(parent.key!, mark);
      parent.key = undefined;
    }
  }

  private awaitsKey(frame: Frame): boolean {
    return frame.key === undefined && !Array.isArray(frame.value);
  }

  private anchorName(event: { anchorStart: number; anchorEnd: number }): string {
    return event.anchorStart < 0 ? '' : this.text.slice(event.anchorStart, event.anchorEnd);
  }

  private remember(name: string, anchor: Anchor): Anchor {
    this.anchors.set(name, anchor);
    return anchor;
  }
}

function badMerge(at: number): DocumentFault {
  return new DocumentFault('bad-merge', 'a merge `<<` takes a mapping or a list of mappings', at, 'correct what stands behind it');
}
