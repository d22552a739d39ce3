export * from './checks';
export * from './checks-options';
export * from './netfence-validation';
