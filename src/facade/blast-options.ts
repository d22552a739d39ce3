/** How a blast radius is measured. */
export interface BlastOptions {
  /**
   * How far an attacker goes from pod to pod, from 1.
   *
   * @default - as far as possible
   */
  readonly hops?: number;

  /**
   * The addresses of the API server, which manifests do not tell.
   *
   * @default - the way to it is not looked for
   */
  readonly apiServer?: string[];
}
