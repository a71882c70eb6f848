/** A tunnel through an HTTP proxy: CONNECT (RFC 9110 §9.3.6) with Basic sign-in (RFC 7617), on a socket that is connected to it. */
import { isIPv6, type Socket } from 'node:net';
import { redactor } from '#core/smtp/redact.ts';
import type { TunnelOrder, TunnelTrouble } from './route.ts';

/** A proxy's answer has a handful of lines; one without end must not fill memory. */
const MAX_HEAD = 16 * 1024;
const END_OF_HEAD = '\r\n\r\n';

/** Null: the socket leads to the server now, and is paused. */
export function throughHttp(socket: Socket, order: TunnelOrder): Promise<TunnelTrouble | null> {
  return new Promise((resolve) => {
    let head = Buffer.alloc(0);
    const settle = (trouble: TunnelTrouble | null): void => {
      clearTimeout(timer);
      socket.off('data', onData);
      socket.off('error', onEnd);
      socket.off('close', onEnd);
      socket.off('end', onEnd);
      socket.pause();
      resolve(trouble);
    };
    const onEnd = (): void => settle({ kind: 'not-speaking' });
    const onData = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf(END_OF_HEAD);
      if (end < 0) {
        // A mail server speaks first, and ends no head.
        if (head.length > MAX_HEAD || !startsLikeHttp(head)) onEnd();
        return;
      }
      const rest = head.subarray(end + END_OF_HEAD.length);
      settle(verdict(head.subarray(0, end).toString('latin1'), order));
      if (rest.length > 0) socket.unshift(rest);
    };
    const timer = setTimeout(() => settle({ kind: 'timeout' }), order.within);
    socket.on('data', onData);
    socket.on('error', onEnd);
    socket.on('close', onEnd);
    socket.on('end', onEnd);
    socket.resume();
    socket.write(request(order));
  });
}

const startsLikeHttp = (head: Buffer): boolean => 'HTTP/'.startsWith(head.toString('latin1', 0, 5));

function request({ host, port, route: { user, password } }: TunnelOrder): string {
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${String(port)}`;
  const lines = [`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`];
  if (user !== '') {
    // Revealed to the proxy alone.
    const credentials = Buffer.from(`${user}:${password?.reveal() ?? ''}`, 'utf8').toString('base64');
    lines.push(`Proxy-Authorization: Basic ${credentials}`);
  }
  return lines.join('\r\n') + END_OF_HEAD;
}

function verdict(head: string, { route: { password } }: TunnelOrder): TunnelTrouble | null {
  const match = /^HTTP\/1\.[01] (\d{3})(?: ([^\r\n]*))?(?:\r\n|$)/.exec(head);
  if (match === null) return { kind: 'not-speaking' };
  const [, code = '', words = ''] = match;
  if (code.startsWith('2')) return null;
  if (code === '407') return { kind: 'sign-in-refused' };
  const clean = redactor([password?.reveal() ?? ''])(words.replaceAll(/[^ -~]/g, '\uFFFD').slice(0, 200));
  return { kind: 'refused', reason: `${code} ${clean}`.trim() };
}
