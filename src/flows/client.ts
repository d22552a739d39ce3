/** A number that distinguishes the clients of one edge, from address or name and port; never 0 if a port is known. */
export function clientOf(address: string | undefined, port: number): number {
  if (port === 0) return 0;
  let hash = Math.imul(port, 0x9e3779b1);
  if (address !== undefined) for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193);
  return hash === 0 ? 1 : hash;
}

/** The family of an address in text. */
export function familyOf(address: string | undefined): 4 | 6 | undefined {
  if (address === undefined) return undefined;
  return address.includes(':') ? 6 : 4;
}

const LOOPBACK = /^(127\.|::1$|(0{1,4}:){7}0{0,3}1$|::ffff:127\.)/i;

/** Whether traffic stays where it is: on a loopback address, or from an address to itself. */
export function isToItself(source: string | undefined, destination: string | undefined): boolean {
  return destination !== undefined && (LOOPBACK.test(destination) || source === destination);
}
