export * from './analysis';
export * from './results';
