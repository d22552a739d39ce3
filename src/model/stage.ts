/**
 * An ordered part of the decision. What a stage leaves undecided goes to the next stage, unless the stage is `isolating`.
 *
 * INVARIANT: stages run by ascending `rank`; in every stage, policies run by ascending `order`, and the rules of a policy in their order
 * (law: test/laws/stage-order.test.ts). If policies of equal order disagree, the verdict is unknown, unless `tiesByName` says who is first. Dialects
 * of one rank share a stage: rules that deny come first where all of them say so.
 */
export interface Stage {
  /** What people call its policies, for example `NetworkPolicy`. */
  readonly title: string;
  /** Only `dialects` and `engine` read it; elsewhere stages are compared by functions of `engine`. */
  readonly rank: number;
  /**
   * Whether what the stage leaves undecided is denied for subjects that one of its policies isolates. In such a stage, a policy acts only
   * in the directions that it isolates, and in those of `acts`.
   */
  readonly isolating: boolean;
  /**
   * Whether rules that deny come before those that allow, whatever policies they are of; orders then say nothing.
   * @default false
   */
  readonly deniesFirst?: boolean;
  /**
   * Whether policies of equal order run by their names; what a namespaced one and one of the whole cluster do in such a case is still not known.
   * @default false
   */
  readonly tiesByName?: boolean;
  /**
   * Whether it is asked only about what no policy isolates, after all others.
   * @default false
   */
  readonly isBaseline?: boolean;
  /**
   * Whether a pod's own node reaches it whatever the stage denies. An isolating stage exempts it by itself.
   * @default false
   */
  readonly exemptsOwnNode?: boolean;
  /**
   * Whether a call of a pod to itself through a Service leaves the pod only as policies say; it enters whatever they say.
   * @default - it passes like all that a pod sends to itself
   */
  readonly judgesCallsToItself?: boolean;
}
