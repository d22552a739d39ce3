/** How a blast radius is measured. */
export interface BlastOptions {
  /**
   * How many steps from pod to pod an attacker makes at most, from 1.
   *
   * @default - as far as possible
   */
  readonly hops?: number;

  /**
   * The addresses of the API server, which are not in the manifests.
   *
   * @default - connections to it are not reported
   */
  readonly apiServer?: string[];
}
