export * from './constructs';
export * as analysis from './facade';
