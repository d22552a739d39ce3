import { Fields, isFields } from '../../fields';

/** The fields whose names the schema itself writes with capitals, and keys that are no field names. */
const KEPT = new Set(['ipVersion', 'IP', 'Type', 'Summary', 'ID', 'TCP', 'UDP', 'SCTP', 'ICMPv4', 'ICMPv6', 'VRRP', 'IGMP', 'SYN', 'ACK', 'FIN', 'RST', 'PSH', 'URG', 'ECE', 'CWR', 'NS']);

/** The same value with `pod_name` for `podName`: re-encoders use the other spelling of the JSON mapping. */
export function toSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSnakeCase);
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [KEPT.has(key) ? key : key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), toSnakeCase(item)]));
}

/** Whether a record is spelled in the other way. */
export function isCamelCase(wrapper: Fields, flow: Fields): boolean {
  return wrapper.nodeName !== undefined || flow.trafficDirection !== undefined || flow.nodeName !== undefined || flow.isReply !== undefined
    || flow.eventType !== undefined || flow.dropReasonDesc !== undefined || wrapper.lostEvents !== undefined || wrapper.nodeStatus !== undefined
    || wrapper.agentEvent !== undefined || wrapper.debugEvent !== undefined;
}
