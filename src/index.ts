export * from './constructs';
export * from './facade';
