/** Certificates for tests, made when a test runs: an authority, servers that it vouches for, and the ways in which one can be wrong. */
import { makeCertificate, type MadeCertificate } from '#electron/practice/certificate.ts';

const HOUR = 3600_000;
const ago = (ms: number): Date => new Date(Date.now() - ms);
const ahead = (ms: number): Date => new Date(Date.now() + ms);

export interface TestCertificates {
  /** trusted in the test, by nobody else */
  readonly authority: MadeCertificate;
  /** for localhost and 127.0.0.1 */
  readonly good: MadeCertificate;
  readonly expired: MadeCertificate;
  readonly notYetValid: MadeCertificate;
  readonly wrongHost: MadeCertificate;
  readonly selfSigned: MadeCertificate;
  /** signed by an authority that nobody trusts */
  readonly unknownIssuer: MadeCertificate;
}

/** A server's certificate of this authority, for these names. */
export const makeServerCertificate = (
  authority: MadeCertificate,
  names: readonly string[],
): Promise<MadeCertificate> =>
  makeCertificate({
    commonName: 'test server',
    names,
    notBefore: ago(HOUR),
    notAfter: ahead(HOUR),
    issuer: authority,
    isAuthority: false,
  });

export async function makeTestCertificates(): Promise<TestCertificates> {
  const authority = await makeAuthority('Test authority');
  const server = (
    issuer: MadeCertificate | null,
    names: readonly string[],
    notBefore: Date,
    notAfter: Date,
  ): Promise<MadeCertificate> =>
    makeCertificate({ commonName: 'test server', names, notBefore, notAfter, issuer, isAuthority: false });
  const here = ['localhost', '127.0.0.1'];
  return {
    authority,
    good: await server(authority, here, ago(HOUR), ahead(HOUR)),
    expired: await server(authority, here, ago(2 * HOUR), ago(HOUR)),
    notYetValid: await server(authority, here, ahead(HOUR), ahead(2 * HOUR)),
    wrongHost: await server(authority, ['mail.elsewhere.example'], ago(HOUR), ahead(HOUR)),
    selfSigned: await server(null, here, ago(HOUR), ahead(HOUR)),
    unknownIssuer: await server(await makeAuthority('Unknown authority'), here, ago(HOUR), ahead(HOUR)),
  };
}

const makeAuthority = (commonName: string): Promise<MadeCertificate> =>
  makeCertificate({
    commonName,
    names: [],
    notBefore: ago(3 * HOUR),
    notAfter: ahead(3 * HOUR),
    issuer: null,
    isAuthority: true,
  });
