/** An HTTPS server on the loopback interface that gives what stands under a host and path, or does something else on being asked. */
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { Duplex } from 'node:stream';

export interface HttpsFiles {
  readonly port: number;
  /** `host/path?query` of all requests */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** Under `host/path`; everything else is 404. */
export type Files = Readonly<Record<string, string | RequestListener>>;

export async function startHttpsFiles(
  files: Files,
  identity: { readonly key: string; readonly certificate: string },
): Promise<HttpsFiles> {
  const asked: string[] = [];
  const sockets = new Set<Duplex>();
  const server = createServer({ key: identity.key, cert: identity.certificate }, (request, response) => {
    const at = `${request.headers.host ?? ''}${request.url ?? ''}`;
    asked.push(at);
    const file = files[at];
    if (typeof file === 'function') file(request, response);
    else {
      response.statusCode = file === undefined ? 404 : 200;
      response.end(file ?? 'nothing here');
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    asked,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

interface OutgoingXml {
  readonly host: string;
  readonly port: number | string;
  readonly socketType?: string;
  readonly username?: string;
  readonly authentication?: string;
}

/** A file as Mozilla's format has it, with one incoming server that is nobody's business here. */
export const clientConfig = (
  servers: readonly OutgoingXml[],
): string => `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1">
  <emailProvider id="provider.test">
    <domain>provider.test</domain>
    <displayName>Provider &amp; Co</displayName>
    <incomingServer type="imap"><hostname>imap.provider.test</hostname><port>993</port></incomingServer>
${servers
  .map(
    ({
      host,
      port,
      socketType = 'SSL',
      username = '%EMAILADDRESS%',
      authentication = 'password-cleartext',
    }) =>
      `    <outgoingServer type="smtp">
      <hostname>${host}</hostname><port>${String(port)}</port><socketType>${socketType}</socketType>
      <username>${username}</username><authentication>${authentication}</authentication>
    </outgoingServer>`,
  )
  .join('\n')}
  </emailProvider>
</clientConfig>
`;
