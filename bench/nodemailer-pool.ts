/** What ours is measured against: nodemailer's own pool, given ready-made bytes from memory. */
import nodemailer from 'nodemailer';

export interface PoolLoad {
  readonly port: number;
  readonly raw: Buffer;
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly connections: number;
}

/** Messages a second. */
export async function sendWithNodemailer(load: PoolLoad): Promise<number> {
  const { port, raw, from, to, count, connections } = load;
  const transport = nodemailer.createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    maxConnections: connections,
    maxMessages: Infinity,
  });
  const began = performance.now();
  const envelope = { from, to: [to] };
  await Promise.all(Array.from({ length: count }, () => transport.sendMail({ envelope, raw })));
  const rate = (count * 1000) / (performance.now() - began);
  transport.close();
  return rate;
}
