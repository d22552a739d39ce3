import type { Labels } from '../sets';

/** What a record calls an end that is no pod. */
export type Entity = 'own-node' | 'other-node' | 'api-server' | 'gateway' | 'health' | 'starting' | 'unmanaged' | 'outside';

/** One end of a connection, as a record names it: whatever it says, nothing more. */
export interface ObservedEnd {
  readonly namespace?: string;
  /** The name of the pod; with `*` at its end, what the names of several pods begin with. */
  readonly pod?: string;
  readonly owner?: { readonly name: string; readonly kind?: string };
  /** Labels of the pod, possibly not all of them. */
  readonly labels?: Labels;
  readonly namespaceLabels?: Labels;
  /** The labels are a selector: the end may be any pod that has them. */
  readonly selects?: boolean;
  readonly address?: string;
  /** Some address of these, as a block. */
  readonly blocks?: readonly string[];
  /** Some address of this kind. */
  readonly network?: 'public' | 'private';
  /** A name of a node, or of a set of addresses; the record does not say which. */
  readonly place?: string;
  /** What has the namespace and the name may be no pod. */
  readonly mayBeSet?: boolean;
  readonly entity?: Entity;
  /** The Service that was called, where the record was made before its address was translated; beside a pod, what its name may mean as well. */
  readonly service?: { readonly namespace: string; readonly name: string };
  /** Names that the address was asked for by. */
  readonly names?: readonly string[];
  /** The cluster it runs in, where records come from several. */
  readonly cluster?: string;
}

/**
 * What became of a packet at the time. `denied`: by a policy; `audited`: passed, although a policy would have denied it; `dropped`: for
 * another reason; `failed`: the connection did not come about, and the record does not say why; `seen`: the record does not say.
 */
export type ObservedOutcome = 'passed' | 'denied' | 'audited' | 'dropped' | 'failed' | 'seen';

/** One record of a packet or of a connection. */
export interface ObservedFlow {
  /** The numbers that the sink gave to the ends, of the packet. */
  readonly source: number;
  readonly destination: number;
  /** `TCP`, `UDP`, `SCTP`, `ICMPv4`, `ICMPv6`, or whatever the record says. */
  readonly protocol: string;
  /** Of the packet's destination; 0 where there is none. */
  readonly port: number;
  /** Of the packet's source; 0 where the record does not say. */
  readonly sourcePort: number;
  readonly family?: 4 | 6;
  /** Whether it answers to a connection of the other direction; `undefined` where the record does not say. */
  readonly reply?: boolean;
  readonly outcome: ObservedOutcome;
  /** For drops that are not subject to policies, and for failures. */
  readonly reason?: string;
  /** Whether it was seen to arrive, and not only to leave. */
  readonly arrived: boolean;
  /** Milliseconds of Unix time; `NaN` where the record gives none. */
  readonly time: number;
  /** The number of events in the record. */
  readonly weight: number;
  /** The record's own name; two records of one name are one. */
  readonly id?: string;
  /** Distinguishes the connections of one edge; 0 if the record does not. */
  readonly client: number;
}

/** Takes what a reader finds in a record. */
export interface Sink {
  /** The time of the record whose ends are named next, in milliseconds of Unix time. */
  at(time: number): void;
  /** The number of an end; `make` describes it where the key is new. */
  end(key: string, make: () => ObservedEnd): number;
  flow(flow: ObservedFlow): void;
  /** A name was resolved to addresses. */
  name(name: string, addresses: readonly string[]): void;
  /** Events that the recorder lost. */
  lost(events: number, where: string): void;
  /** A node whose events are missing, or are there again. */
  node(name: string, missing: boolean): void;
  /** A record that was understood and shows no connection. */
  skip(what: string): void;
  /** A record that was not understood. */
  bad(what: string): void;
}

/** A form in which flows are recorded. */
export interface FlowFormat {
  readonly name: string;
  /** What a reader of it takes: lines of text, parsed JSON values, or parsed documents of a whole file. */
  readonly takes: 'lines' | 'values' | 'documents';
  /** Words of its records, by which a file that it cannot read is known again. */
  readonly words: readonly string[];
  /** Whether a line, and the JSON value that it is, belongs to this form. */
  fits(line: string, value: unknown): boolean;
  open(sink: Sink): FlowReader;
}

/** Reads one file of a form. */
export interface FlowReader {
  /** Takes a line without parsing it, where it is like one that was taken before. */
  recall?(line: string): boolean;
  take(record: unknown): void;
}
