import { AnalysisSession, FlowSource, readTrafficAtOnce, ResolvedTraffic } from '../analysis';

/** How recorded flows are read. */
export interface RecordedTrafficOptions {
  /**
   * The format of the record: `hubble`, `hubble-text`, `whisker`, `calico-enterprise`, `aws`, `gke`, `netobserv`, `antrea`,
   * `inspektor-gadget`, `network-neighborhood`, `csv` or `json`.
   *
   * @default - detected for each file
   */
  readonly format?: string;
}

/** Flows that were recorded in a cluster, to replay against policies or to get advice on. */
export class RecordedTraffic {
  /**
   * Recorded flows in files; of a folder, all files in it. Packed files (`.gz`) are unpacked.
   *
   * @param paths files and folders, read anew for each question
   */
  public static ofFiles(paths: string[], options: RecordedTrafficOptions = {}): RecordedTraffic {
    return new RecordedTraffic(paths.map((file) => ({ file })), options.format);
  }

  /** Recorded flows as text: lines of JSON, a CSV, or a whole JSON or YAML document. */
  public static ofText(text: string, options: RecordedTrafficOptions = {}): RecordedTraffic {
    return new RecordedTraffic([{ file: 'text', text }], options.format);
  }

  readonly #sources: readonly FlowSource[];
  readonly #format?: string;

  private constructor(sources: readonly FlowSource[], format: string | undefined) {
    this.#sources = sources;
    this.#format = format;
  }

  /** @internal */
  public _read(sessions: readonly AnalysisSession[]): ResolvedTraffic {
    return readTrafficAtOnce(this.#sources, sessions, this.#format);
  }
}
