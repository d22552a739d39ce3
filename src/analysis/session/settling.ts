import type { IConstruct } from 'constructs';

let depth = 0;

/** Lets an app write what it writes at the last moment, as at synthesis, without the checks of synthesis. */
export function settle(construct: IConstruct): void {
  depth++;
  try {
    construct.node.root.node.validate();
  } finally {
    depth--;
  }
}

/** Whether a validation of constructs is there to settle them only. */
export function isSettling(): boolean {
  return depth > 0;
}
