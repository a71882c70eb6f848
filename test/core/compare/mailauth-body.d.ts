/** The part of mailauth that hashes a body, typed as the test uses it. */
declare module 'mailauth/lib/dkim/body/index.js' {
  export function dkimBody(
    canonicalization: string,
    algorithm: string,
    maxBodyLength?: number,
  ): { update(chunk: Buffer): void; digest(encoding: 'base64'): string };
}
