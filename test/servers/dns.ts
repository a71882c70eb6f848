/** A DNS server on the loopback interface that answers from a list, over UDP. What is not in the list does not exist. Its wire format is dns-packet's. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { AUTHORITATIVE_ANSWER, decode, encode, type Answer, type Packet } from 'dns-packet';

export interface DnsServer {
  /** as a resolver takes it: `127.0.0.1:5300` */
  readonly server: string;
  /** names that were asked for, in lower case, with their type: `MX velmont.test` */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** `silent`: no answer ever; `broken`: SERVFAIL. */
export type Zone = readonly Answer[] | 'silent' | 'broken';

const NXDOMAIN = 3;
const SERVFAIL = 2;

export async function startDnsServer(zones: Readonly<Record<string, Zone>>): Promise<DnsServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => {
    const answer = answerTo(decode(message), zones, asked);
    if (answer !== null) socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    server: `127.0.0.1:${String(socket.address().port)}`,
    asked,
    async stop() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function answerTo(
  { id = 0, questions = [] }: Packet,
  zones: Readonly<Record<string, Zone>>,
  asked: string[],
) {
  const [question] = questions;
  if (question === undefined) return null;
  const name = question.name.toLowerCase();
  asked.push(`${question.type} ${name}`);
  const zone = zones[name];
  if (zone === 'silent') return null;
  const reply = (flags: number, answers: Answer[]) =>
    encode({ type: 'response', id, flags: AUTHORITATIVE_ANSWER | flags, questions, answers });
  if (zone === 'broken') return reply(SERVFAIL, []);
  if (zone === undefined) return reply(NXDOMAIN, []);
  // An alias is an answer to every question.
  return reply(
    0,
    zone.filter(({ type }) => type === question.type || type === 'CNAME'),
  );
}

const ttl = 60;
export const a = (name: string, data = '127.0.0.1'): Answer => ({ type: 'A', name, ttl, data });
export const aaaa = (name: string, data: string): Answer => ({ type: 'AAAA', name, ttl, data });
export const cname = (name: string, data: string): Answer => ({ type: 'CNAME', name, ttl, data });
export const mx = (name: string, exchange: string, preference = 10): Answer => ({
  type: 'MX',
  name,
  ttl,
  data: { preference, exchange },
});
export const srv = (name: string, target: string, port: number, priority = 0, weight = 0): Answer => ({
  type: 'SRV',
  name,
  ttl,
  data: { priority, weight, port, target },
});
/** Strings of 255 octets at most (RFC 1035 §3.3.14). */
export const txt = (name: string, text: string): Answer => ({
  type: 'TXT',
  name,
  ttl,
  data: text.match(/[^]{1,255}/g) ?? [''],
});
