/** A real provider on the loopback interface, over TLS, whose user says yes or no at once; and a browser that does no more than follow. */
import { once } from 'node:events';
import https from 'node:https';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { Provider, type ClientMetadata } from 'oidc-provider';
import { freePort } from './ports.ts';

export const CLIENT = { id: 'facteur-test', secret: 'client-secret-9b1d77' } as const;

export interface OidcServer {
  readonly issuer: string;
  readonly provider: Provider;
  /** every token that was given out */
  readonly tokens: string[];
  /** requests to the token end point, by their grant type */
  readonly grants: string[];
  /** what the user says from now on */
  allows: boolean;
  isGood(accessToken: string): Promise<boolean>;
  /** the server that takes tokens no longer takes this one */
  revoke(accessToken: string): Promise<void>;
  /** the user withdraws the permission */
  withdraw(): Promise<void>;
  /** Follows an address as a browser does, cookies and all, up to where it is sent back to: that address. */
  follow(url: string): Promise<string>;
  stop(): Promise<void>;
}

/** Where it publishes its document: OpenID Connect's place or RFC 8414's. */
export type DocumentPlace = 'openid-configuration' | 'oauth-authorization-server';

export async function startOidcServer(options: {
  readonly identity: { readonly key: string; readonly certificate: string };
  readonly authority: string;
  /** the one place; none: both */
  readonly knows?: DocumentPlace;
}): Promise<OidcServer> {
  const port = await freePort();
  const issuer = `https://localhost:${String(port)}`;
  const client: ClientMetadata = {
    client_id: CLIENT.id,
    client_secret: CLIENT.secret,
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: ['http://127.0.0.1/'],
    token_endpoint_auth_method: 'client_secret_post',
  };
  const provider = new Provider(issuer, {
    clients: [client],
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    pkce: { required: () => true },
    rotateRefreshToken: true,
    ttl: { AccessToken: 3600, RefreshToken: 86_400, Interaction: 600, Session: 600, Grant: 86_400 },
    cookies: { keys: ['test'] },
  });
  const grantIds = new Set<string>();
  const tokens: string[] = [];
  const grants: string[] = [];
  provider.on('access_token.saved', ({ grantId }) => grantIds.add(grantId));
  provider.on('grant.success', (ctx) => {
    const { body } = ctx;
    if (typeof body === 'object' && body !== null)
      for (const name of ['access_token', 'refresh_token'])
        if (name in body) tokens.push(String(Object.entries(body).find(([key]) => key === name)?.[1]));
    grants.push(String(ctx.oidc.params?.['grant_type']));
  });
  const server: OidcServer = {
    issuer,
    provider,
    tokens,
    grants,
    allows: true,
    isGood: async (token) => (await provider.AccessToken.find(token)) !== undefined,
    revoke: async (token) => {
      await (await provider.AccessToken.find(token))?.destroy();
    },
    withdraw: async () => {
      for (const id of grantIds) {
        await provider.AccessToken.revokeByGrantId(id);
        await provider.RefreshToken.revokeByGrantId(id);
      }
    },
    follow: (url) => follow(url, options.authority),
    stop: async () => {
      listener.closeAllConnections();
      await once(listener.close(), 'close');
    },
  };
  const answer = provider.callback();
  const listener = https.createServer(
    { key: options.identity.key, cert: options.identity.certificate },
    (request, response) => {
      const { url = '' } = request;
      if (options.knows !== undefined && url.startsWith('/.well-known/') && !url.endsWith(options.knows))
        response.writeHead(404).end();
      else if (url.startsWith('/interaction/'))
        interact(provider, request, response, server.allows).catch(() => response.writeHead(500).end());
      else void answer(request, response);
    },
  );
  listener.listen(port, '127.0.0.1');
  await once(listener, 'listening');
  return server;
}

async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  allows: boolean,
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (!allows) {
    const refusal = { error: 'access_denied', error_description: 'the user said no' };
    await provider.interactionFinished(request, response, refusal);
    return;
  }
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId: 'ada' } });
    return;
  }
  const grant = new provider.Grant({
    accountId: session?.accountId ?? 'ada',
    clientId: String(params['client_id']),
  });
  grant.addOIDCScope(String(params['scope']));
  const grantId = await grant.save();
  await provider.interactionFinished(
    request,
    response,
    { consent: { grantId } },
    { mergeWithLastSubmission: true },
  );
}

/** An answer's status and text; of `http:` and `https:`. */
export function visit(
  url: string,
  options: { readonly ca?: string; readonly cookie?: string; readonly host?: string } = {},
): Promise<{
  status: number;
  text: string;
  location: string | undefined;
  cookies: readonly string[];
  policy: string;
}> {
  const { protocol } = new URL(url);
  const headers = {
    ...(options.cookie === undefined ? {} : { cookie: options.cookie }),
    ...(options.host === undefined ? {} : { host: options.host }),
  };
  return new Promise((resolve, reject) => {
    const take = (message: IncomingMessage): void => {
      let text = '';
      message.setEncoding('utf8').on('data', (part: string) => (text += part));
      message.on('end', () =>
        resolve({
          status: message.statusCode ?? 0,
          text,
          location: message.headers.location,
          cookies: message.headers['set-cookie'] ?? [],
          policy: String(message.headers['content-security-policy']),
        }),
      );
    };
    const asked =
      protocol === 'https:'
        ? https.get(url, { headers, ...(options.ca === undefined ? {} : { ca: options.ca }) }, take)
        : http.get(url, { headers }, take);
    asked.on('error', reject);
  });
}

async function follow(start: string, ca: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  for (let steps = 0; steps < 12; steps += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const { location, cookies, text, status } = await visit(url, { ca, cookie });
    for (const one of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      jar.set(name, value);
    }
    if (location === undefined)
      throw new Error(`the provider stopped: ${String(status)} ${text.slice(0, 400)}`);
    url = new URL(location, url).href;
    if (url.startsWith('http:')) return url;
  }
  throw new Error('the provider goes round in circles');
}
