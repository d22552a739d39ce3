export * from './intervals';
export * from './ports';
export * from './traffic';
export * from './ip-text';
export * from './cidr';
export * from './ips';
export * from './label-constraint';
export * from './selectors';
