import { portNameProblem } from '../../dialects/names';
import { fail } from '../../errors';
import type { RuleTraffic } from '../../model';
import { FIRST_PORT, LAST_PORT, PortSet, Protocol, TrafficSet } from '../../sets';
import { show } from '../../text/show';

/**
 * Ports as a network policy sees them: the ports of the pod, after a Service has translated its own.
 *
 * A list of ports means any of them.
 *
 * Errors: `port-number`, `port-range`, `port-order`, `port-name`, where the value is written; `value-new` for `new Port()`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export class Port {
  /**
   * One TCP port.
   * @param port the number, 1 to 65535
   */
  public static tcp(port: number): Port {
    return single('TCP', port);
  }

  /**
   * One UDP port.
   * @param port the number, 1 to 65535
   */
  public static udp(port: number): Port {
    return single('UDP', port);
  }

  /**
   * One SCTP port.
   *
   * Not every network plugin judges SCTP.
   *
   * @param port the number, 1 to 65535
   */
  public static sctp(port: number): Port {
    return single('SCTP', port);
  }

  /**
   * The TCP ports from `first` to `last`, both included.
   * @param first the lowest number, 1 to 65535
   * @param last the highest number, not below `first`, at most 65535
   */
  public static tcpRange(first: number, last: number): Port {
    return numbers('TCP', first, last);
  }

  /**
   * The UDP ports from `first` to `last`, both included.
   * @param first the lowest number, 1 to 65535
   * @param last the highest number, not below `first`, at most 65535
   */
  public static udpRange(first: number, last: number): Port {
    return numbers('UDP', first, last);
  }

  /**
   * The SCTP ports from `first` to `last`, both included.
   * @param first the lowest number, 1 to 65535
   * @param last the highest number, not below `first`, at most 65535
   */
  public static sctpRange(first: number, last: number): Port {
    return numbers('SCTP', first, last);
  }

  /**
   * The TCP ports that the receiving pods call by this name.
   *
   * A pod that declares no such port lets nothing through; addresses outside the cluster never match.
   *
   * @param name the name of a container port: 1 to 15 lower-case letters, digits and single `-`, with at least one letter
   */
  public static tcpNamed(name: string): Port {
    return named('TCP', name);
  }

  /**
   * The UDP ports that the receiving pods call by this name.
   * @param name the name of a container port: 1 to 15 lower-case letters, digits and single `-`, with at least one letter
   */
  public static udpNamed(name: string): Port {
    return named('UDP', name);
  }

  /**
   * The SCTP ports that the receiving pods call by this name.
   * @param name the name of a container port: 1 to 15 lower-case letters, digits and single `-`, with at least one letter
   */
  public static sctpNamed(name: string): Port {
    return named('SCTP', name);
  }

  /** Every TCP port. */
  public static allTcp(): Port {
    return fixed(TrafficSet.of('TCP', PortSet.ALL));
  }

  /** Every UDP port. */
  public static allUdp(): Port {
    return fixed(TrafficSet.of('UDP', PortSet.ALL));
  }

  /** Every SCTP port. */
  public static allSctp(): Port {
    return fixed(TrafficSet.of('SCTP', PortSet.ALL));
  }

  /** Every port of every protocol. */
  public static all(): Port {
    return fixed(TrafficSet.ALL);
  }

  readonly #traffic: RuleTraffic;

  private constructor(traffic: RuleTraffic) {
    if (traffic?.fixed === undefined) fail('value-new', 'a `Port` is made by its functions, got `new Port(…)`', 'write `Port.tcp(8080)`');
    this.#traffic = traffic;
  }

  /**
   * The port in terms of the model.
   * @internal
   */
  public _traffic(): RuleTraffic {
    return this.#traffic;
  }
}

function single(protocol: Protocol, port: number): Port {
  check(port, `Port.${protocol.toLowerCase()}`);
  return fixed(TrafficSet.of(protocol, PortSet.single(port)));
}

function numbers(protocol: Protocol, first: number, last: number): Port {
  const where = `Port.${protocol.toLowerCase()}Range`;
  check(first, where);
  check(last, where);
  if (first > last) fail('port-order', `port range ends before it starts, got ${show(`${first}-${last}`)}`, `swap the two numbers: \`${where}(${last}, ${first})\``);
  return fixed(TrafficSet.of(protocol, PortSet.range(first, last)));
}

function named(protocol: Protocol, name: string): Port {
  const where = `Port.${protocol.toLowerCase()}`;
  const allowed = `a name has 1 to 15 lower-case letters, digits and single \`-\`, with at least one letter; for a number write \`${where}(…)\``;
  if (typeof name !== 'string') fail('port-name', `port name is no text, got ${show(name)}`, allowed);
  const problem = portNameProblem(name);
  if (problem !== undefined) fail('port-name', `port name ${problem}, got ${show(name)}`, allowed);
  return make({ fixed: TrafficSet.NONE, named: Object.freeze([Object.freeze({ name, protocol })]) });
}

/** The API server refuses numbers outside; they are refused here, where they are written. */
function check(port: unknown, where: string): asserts port is number {
  const fix = typeof port === 'string' ? advise(port, where) : `write a whole number from ${FIRST_PORT} to ${LAST_PORT}`;
  if (typeof port !== 'number' || !Number.isInteger(port)) fail('port-number', `port is no whole number, got ${show(port)}`, fix);
  if (port < FIRST_PORT || port > LAST_PORT) {
    const all = port === 0 ? `; for every port write \`Port.all${where.slice(5, 6).toUpperCase()}${where.slice(6).replace('Range', '')}()\`` : '';
    fail('port-range', `port is outside ${FIRST_PORT} to ${LAST_PORT}, got ${show(port)}`, `choose a port of the container${all}`);
  }
}

function advise(port: string, where: string): string {
  return /^[0-9]{1,5}$/.test(port) ? `write it without quotes: ${Number(port)}` : `for a port by name write \`${where.replace('Range', '')}Named(${JSON.stringify(port.slice(0, 20))})\``;
}

function fixed(traffic: TrafficSet): Port {
  return make({ fixed: traffic, named: Object.freeze([]) });
}

/** The constructor is private to the outside, not to this file. */
function make(traffic: RuleTraffic): Port {
  return Reflect.construct(Port, [Object.freeze(traffic)]) as Port;
}
