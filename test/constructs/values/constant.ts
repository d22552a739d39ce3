/** Whether nothing of a value can be changed, and jsii can still mark it: it gives each object that other languages hold a symbol. */
export function isConstant(value: object): boolean {
  return Reflect.ownKeys(value).length === 0 && Object.isExtensible(value);
}
