export { FenceApp } from './fence-app';
export type { FenceAppProps } from './fence-app';
