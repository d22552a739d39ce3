import type { App } from 'cdk8s';
import { givenFacts } from '../../analysis';
import { appModelOf } from '../../app';
import { fail } from '../../errors';
import type { ClusterFactsOptions } from '../../facade';
import { kindOf } from '../../text/show';

/**
 * What is known of the cluster that an app is for, beside what the app writes.
 *
 * The checks at synthesis, `Analysis.ofApp` and the matchers of Jest and Vitest use it; it wins over the configuration file.
 */
export class ClusterFacts {
  /**
   * States facts about the cluster, once for an app.
   *
   * @param app the app
   * @param facts what is known
   * @throws when facts were stated before, or one of them has a wrong value
   */
  public static state(app: App, facts: ClusterFactsOptions): void {
    if (typeof app?.node?.findAll !== 'function') fail('app-type', `facts are stated for an \`App\`, got ${kindOf(app)}`, 'write `ClusterFacts.state(app, …)`');
    const model = appModelOf(app);
    if (Object.keys(model.facts).length > 0) fail('facts-twice', 'facts about the cluster were stated before for this app', 'state all of them in one call');
    if (typeof facts !== 'object' || facts === null) fail('options-type', `facts are an object, got ${kindOf(facts)}`, 'write `{ podRanges: [\'10.244.0.0/16\'] }`');
    model.state(givenFacts(facts, 'ClusterFacts'));
  }

  private constructor() {}
}
