export * from './position';
export * from './origin';
export * from './cluster';
export * from './policy';
export * from './problem';
export * from './verdict';
export * from './finding';
export * from './list-items';
