/** Whether nothing of a value can be changed, and jsii can still mark it: it gives each object that other languages hold a symbol. */
export function isConstant(value: object): boolean {
  const fields = Object.values(Object.getOwnPropertyDescriptors(value));
  const isFixed = fields.every(({ writable, configurable }) => writable === false && configurable === false);
  return fields.length > 0 && isFixed && Object.isExtensible(value);
}
