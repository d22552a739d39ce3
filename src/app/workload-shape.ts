/** Whether a value has the shape of a cdk8s-plus workload or pod: it has containers, and metadata for its pods. */
export function isWorkload(value: any): boolean {
  return typeof value?.podMetadata?.toJson === 'function' && Array.isArray(value.containers);
}
