import { App, type AppProps, type Chart } from 'cdk8s';
import { AppSynthesizer } from '../../app';
import { fail } from '../../errors';
import { show } from '../../text/show';
import { CheckMode } from '../checks';

/** Properties of a `FenceApp`. */
export interface FenceAppProps extends AppProps {
  /**
   * What happens where `App` would silently lose something: two objects or charts with one file, two objects that are one in the cluster, a
   * name that no API server takes. `CheckMode.FAIL` throws, and no file is written; `CheckMode.WARN` prints a line on stderr.
   *
   * @default CheckMode.FAIL
   */
  readonly losses?: CheckMode;

  /**
   * A folder of rendered manifests, such as one that is committed. It is compared with what the app writes and is never written itself;
   * where they differ, `synth` throws the error `output-stale` with the missing, changed and left-over files.
   *
   * @default - the folder that `NETFENCE_CHECK` names; without it, nothing is compared
   */
  readonly check?: string;
}

/**
 * A drop-in for `App` of cdk8s that writes the same files, in a time that is linear in objects, charts and dependencies.
 *
 * `Testing.synth` and `Chart.toJson` are those of cdk8s.
 *
 * Errors: `check-mode`; at `synth` and `synthYaml` `file-twice`, `object-twice`, `object-name`, `dependency-self`, and `output-stale` where `check` is given.
 */
export class FenceApp extends App {
  readonly #synthesizer: AppSynthesizer;

  /**
   * @param props those of `App`, and what is checked
   */
  constructor(props: FenceAppProps = {}) {
    super(props);
    const { losses = CheckMode.FAIL, check = process.env.NETFENCE_CHECK } = props;
    if (losses !== CheckMode.FAIL && losses !== CheckMode.WARN) {
      fail('check-mode', `\`losses\` must be one of ${CheckMode.FAIL}, ${CheckMode.WARN}, got ${show(losses)}`, 'write `CheckMode.WARN`');
    }
    this.#synthesizer = new AppSynthesizer(this, { losses, ...(check !== undefined && check !== '' && { check }) });
  }

  /** The charts of the app in the order in which they are written. */
  public override get charts(): Chart[] {
    return this.#synthesizer.charts();
  }

  /**
   * Writes the manifests to the output folder. A file whose content is the same is not written again.
   */
  public override synth(): void {
    this.#synthesizer.synth();
  }

  /**
   * The objects of all charts as one YAML text.
   */
  public override synthYaml(): string {
    return this.#synthesizer.synthYaml();
  }
}
