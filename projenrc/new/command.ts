import type { Skeleton } from './skeleton';

export function command(name: string): Skeleton {
  throw new Error(`not yet: ${name}`);
}
