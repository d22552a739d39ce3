export * from './constructs';
export * from './analysis';
