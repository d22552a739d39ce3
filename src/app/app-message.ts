import type { IConstruct } from 'constructs';

/** Something that is wrong with an app, or may be. */
export interface AppMessage {
  /** The construct that it is about; absent where it is about the whole app. */
  readonly construct?: IConstruct;
  readonly text: string;
}
