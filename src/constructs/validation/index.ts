export * from './checks';
export * from './checks-options';
