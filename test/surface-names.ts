/** Every public name, by hand: a name that is not here was not meant. Interfaces and structs included. */
export const PUBLIC_NAMES: readonly string[] = [];
