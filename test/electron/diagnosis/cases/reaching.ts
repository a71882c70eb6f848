/** Names and connections. */
import { resolveWith } from '#electron/submission/connection/names.ts';
import { startNameServer, type Answer } from '#test/servers/name-server.ts';
import { freePort } from '#test/servers/ports.ts';
import { startScriptedServer } from '#test/servers/scripted-smtp.ts';
import { startUnanswering } from '#test/servers/unanswering.ts';
import type { Case, Met } from '../case.ts';

const nothing = (): Promise<void> => Promise.resolve();

/** DNS answers so; the system's resolver says only that it failed. */
const named =
  (answer: Answer, isOnline = true) =>
  async (): Promise<Met> => {
    const names = await startNameServer(answer);
    const lookup = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'EAI_AGAIN' }));
    return {
      port: 587,
      surroundings: { resolve: resolveWith({ lookup, servers: [names.address], isOnline: () => isOnline }) },
      stop: () => names.stop(),
    };
  };

/** Nobody listens at the account's port; somebody does at another one. */
const elsewhere = async (): Promise<Met> => {
  const server = await startScriptedServer();
  return {
    port: await freePort(),
    surroundings: { otherPorts: [server.port] },
    stop: () => server.stop(),
  };
};

const dropped = (withOther: boolean) => async (): Promise<Met> => {
  const server = await startUnanswering();
  const other = await startScriptedServer();
  return {
    port: server.port,
    surroundings: { otherPorts: withOther ? [other.port] : [] },
    stop: async () => {
      await server.stop();
      await other.stop();
    },
  };
};

const QUICK = { connect: 400 };

export const NAMES: readonly Case[] = [
  {
    when: 'DNS says that the name does not exist (NXDOMAIN)',
    server: named('no-such-name'),
    step: 'dns',
    code: 'host-not-found',
    cause: 'name-misspelt',
    fix: 'check-host',
  },
  {
    when: 'DNS knows the name and has no address for it',
    server: named('no-data'),
    step: 'dns',
    code: 'host-not-found',
    situation: 'name-without-address',
    cause: 'domain-instead-of-server',
    fix: 'check-host',
  },
  {
    when: 'the DNS server fails for the name (SERVFAIL)',
    server: named('server-failure'),
    step: 'dns',
    code: 'dns-failed',
    situation: 'name-server-failed',
    fix: 'try-later',
  },
  {
    when: 'the DNS server says nothing',
    server: named('silent'),
    step: 'dns',
    code: 'dns-failed',
    situation: 'name-server-silent',
    fix: 'check-network',
  },
  {
    when: 'the computer has no network',
    server: named('silent', false),
    step: 'dns',
    code: 'network-unreachable',
    situation: 'no-network',
    cause: 'cable-or-wifi-off',
  },
];

export const CONNECTIONS: readonly Case[] = [
  {
    when: 'nobody listens at the port',
    server: async () => ({ port: await freePort(), stop: nothing }),
    step: 'tcp',
    code: 'connection-refused',
    fix: 'use-port-465',
  },
  {
    when: 'a port is closed and another one of the server is open',
    server: elsewhere,
    step: 'tcp',
    code: 'connection-refused',
    situation: 'port-blocked',
    cause: 'network-blocks-port',
  },
  {
    when: 'packets to the port are dropped',
    server: dropped(false),
    timeouts: QUICK,
    step: 'tcp',
    code: 'connection-timeout',
    cause: 'network-blocks-port',
  },
  {
    when: 'packets to the port are dropped, and another port of the server is open',
    server: dropped(true),
    timeouts: QUICK,
    step: 'tcp',
    code: 'connection-timeout',
    situation: 'port-blocked',
  },
  {
    when: 'there is no route to the address',
    // The system has no route for a connection to many (RFC 5771).
    server: () =>
      Promise.resolve({
        port: 587,
        surroundings: { resolve: () => Promise.resolve(['224.0.0.1']) },
        stop: nothing,
      }),
    step: 'tcp',
    code: 'network-unreachable',
    fix: 'check-network',
  },
];
