import type { Answer } from './reachability';

/** Whether one connection is allowed. */
export interface Evaluation extends Answer {
  /** The label of the source. */
  readonly source: string;
  /** The label of the destination. */
  readonly destination: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
  /** Whether the compatible forms of a list show the connection. */
  readonly listed: boolean;
}
