import { Fields, fieldsOf, isFields, listOf } from './fields';

/** What a container runtime writes before a line: time, stream, and `P` where the line goes on in the next one. */
const RUNTIME = /^\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) ([FP]) /;
/** What `kubectl logs --prefix` writes before a line. */
const POD = /^\[pod\/[^\]\s]+\] /;

/** A line without what a container runtime or `kubectl logs --prefix` writes before it. */
export function withoutPrefix(line: string): { readonly text: string; readonly goesOn: boolean } {
  const pod = line.charCodeAt(0) === 91 ? POD.exec(line) : null;
  const rest = pod === null ? line : line.slice(pod[0].length);
  const runtime = RUNTIME.exec(rest);
  return { text: runtime === null ? rest : rest.slice(runtime[0].length), goesOn: runtime?.[1] === 'P' };
}

/**
 * Fields in which collectors of logs put the line itself: Loki, Docker and Fluent Bit, Splunk, Cloud Logging, Azure Monitor (two versions), journald.
 */
const TEXTS = ['line', 'log', '_raw', 'textPayload', 'LogMessage', 'LogEntry', 'MESSAGE'] as const;
/** Those in which they put the parsed line: Elasticsearch, Cloud Logging, Fluent Bit, Splunk, Azure Monitor. */
const OBJECTS = ['_source', 'jsonPayload', 'log_processed', 'log', 'result', 'LogMessage'] as const;

/** The lines and values that a value of a collector of logs holds; `undefined` for what is no such value. */
export function wrappedIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isFields(value)) return undefined;
  for (const key of OBJECTS) if (isFields(value[key])) return [value[key]];
  for (const key of TEXTS) if (typeof value[key] === 'string') return [value[key]];
  return streamsOf(value) ?? hitsOf(value) ?? eventsOf(value);
}

/** The line of a value that has it beside other fields, in `message`. */
export function messageOf(value: unknown): string | undefined {
  return isFields(value) && typeof value.message === 'string' ? value.message : undefined;
}

/** The answer of Loki's query API. */
function streamsOf({ data }: Fields): readonly unknown[] | undefined {
  const { resultType, result } = fieldsOf(data);
  if (resultType !== 'streams') return undefined;
  return listOf(result).flatMap((stream) => listOf(fieldsOf(stream).values)).map((pair) => listOf(pair)[1]);
}

/** The answer of CloudWatch Logs. */
function eventsOf({ events }: Fields): readonly unknown[] | undefined {
  return Array.isArray(events) && events.length > 0 && events.every((event) => messageOf(event) !== undefined) ? events : undefined;
}

/** The answer of a search in Elasticsearch. */
function hitsOf({ hits }: Fields): readonly unknown[] | undefined {
  const found = fieldsOf(hits).hits;
  return Array.isArray(found) ? found : undefined;
}
