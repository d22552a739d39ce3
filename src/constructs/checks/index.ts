export * from './checks';
export * from './checks-options';
export * from './cluster-facts';
export * from './netfence-validation';
