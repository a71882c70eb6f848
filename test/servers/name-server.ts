/** A DNS server that answers every question the same way (RFC 1035 §4.1.1): with a response code and no records, or not at all. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** RCODE; `silent`: no answer */
export type Answer = 'no-data' | 'server-failure' | 'no-such-name' | 'silent';

const RCODE: Record<Exclude<Answer, 'silent'>, number> = {
  'no-data': 0,
  'server-failure': 2,
  'no-such-name': 3,
};

/** `address`: as `Resolver.setServers` takes it */
export async function startNameServer(
  answer: Answer,
): Promise<{ address: string; stop: () => Promise<void> }> {
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => {
    if (answer === 'silent') return;
    const reply = questionOf(question);
    // QR, RD, RA, and the response code
    reply.writeUInt16BE(0x8180 | RCODE[answer], 2);
    socket.send(reply, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${String(socket.address().port)}`,
    stop: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** Header and first question alone: what stands behind it (EDNS) is left out of the answer. */
function questionOf(message: Buffer): Buffer {
  let end = 12;
  for (let length = message[end] ?? 0; length > 0; length = message[end] ?? 0) end += length + 1;
  const question = Buffer.from(message.subarray(0, end + 5));
  question.writeUInt16BE(1, 4);
  question.writeUInt16BE(0, 6);
  question.writeUInt16BE(0, 8);
  question.writeUInt16BE(0, 10);
  return question;
}
