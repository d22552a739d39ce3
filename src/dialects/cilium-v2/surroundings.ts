import type { Service, ServiceEndpoints } from '../../model';
import { Groups } from './groups';

/** What a policy may name that stands elsewhere in the input. */
export interface Surroundings {
  readonly groups: Groups;
  readonly services: readonly Service[];
  readonly endpoints: readonly ServiceEndpoints[];
  /** Whether the label of the outside world is one of both families together: it is where the cluster has one family. */
  readonly families: 'one' | 'both' | 'unknown';
}

/** The same before the end of the input, where nothing of it is known: what was read with any of it must be read again. */
export class NotYetKnown implements Surroundings {
  public wasAsked = false;

  public get groups(): Groups {
    return this.asked(new Groups());
  }

  public get services(): readonly Service[] {
    return this.asked([]);
  }

  public get endpoints(): readonly ServiceEndpoints[] {
    return this.asked([]);
  }

  public get families(): Surroundings['families'] {
    return this.asked('unknown');
  }

  private asked<T>(answer: T): T {
    this.wasAsked = true;
    return answer;
  }
}
