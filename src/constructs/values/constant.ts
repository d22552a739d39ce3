/**
 * Makes the fields of a value constant. The object itself is not frozen: jsii marks each object that it hands to another language, and a
 * frozen one could not be used from Python, Java or Go.
 */
export function constant(value: object): void {
  for (const field of Object.keys(value)) Object.defineProperty(value, field, { writable: false, configurable: false });
}
