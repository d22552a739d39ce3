export * from './position';
export * from './cluster';
export * from './policy';
export * from './verdict';
export * from './finding';
