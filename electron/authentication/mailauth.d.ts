/** The parts of mailauth that are used here, typed as they are used: its own types leave out the verifier's class. */

declare module 'mailauth/lib/dkim/dkim-verifier.js' {
  import type { Writable } from 'node:stream';

  export interface HeaderLine {
    readonly key: string;
    readonly casedKey: string;
    /** name and value, folds included, without the last line end */
    readonly line: Buffer;
  }
  export interface ParsedSignature {
    readonly type: 'DKIM' | 'ARC';
    readonly original: Buffer;
    readonly parsed?: Readonly<Record<string, { readonly value?: string | number }>>;
    readonly canonicalization: string;
    readonly bodyCanon: string;
    readonly hashAlgo: string;
    readonly signAlgo: string;
    readonly signingDomain: string;
    readonly selector: string;
    readonly maxBodyLength: number | '';
    /** the name that its hash and signature go by in `crypto.verify` */
    algorithm: string;
    /** why it is not processed, or not looked up */
    skip?: string;
    invalid?: string;
  }
  export interface SignatureResult {
    readonly id?: string;
    readonly signingDomain?: string;
    readonly bodyHash?: string;
    readonly bodyHashExpecting?: string;
    readonly publicKey?: string;
    readonly modulusLength?: number;
    readonly rr?: string;
    readonly status: {
      readonly result: string;
      readonly comment?: string;
      readonly testing?: boolean;
      readonly underSized?: number;
      readonly aligned?: string | false;
      readonly policy?: Readonly<Record<string, string>>;
    };
  }
  export interface ArcData {
    readonly chain: readonly { readonly i: number }[] | false;
  }
  interface PublicKey {
    readonly publicKey: string;
    readonly rr: string;
    readonly modulusLength?: number;
    readonly testing: boolean;
  }
  export class DkimVerifier extends Writable {
    constructor(options: {
      readonly resolver: (name: string, type: string) => Promise<readonly unknown[]>;
      readonly sender?: string;
      readonly minBitLength?: number;
      readonly rejectRsaSha1?: boolean;
      readonly curTime?: Date;
    });
    readonly headers: { readonly parsed: readonly HeaderLine[] } | false;
    readonly headerFrom: readonly string[];
    readonly fromFields: number;
    readonly arc: ArcData;
    readonly signatureHeaders: readonly ParsedSignature[];
    readonly keyCache: {
      get(
        type: string,
        name: string,
        minBitLength: number | undefined,
        options: { readonly hashAlgo: string },
      ): Promise<PublicKey>;
    };
    protected prepareSignature(signature: ParsedSignature): void;
    protected nextChunk(chunk: Buffer): Promise<void>;
    protected verifySignature(signature: ParsedSignature, fallback?: boolean): Promise<SignatureResult>;
  }
}

declare module 'mailauth/lib/dkim/header/index.js' {
  import type { HeaderLine } from 'mailauth/lib/dkim/dkim-verifier.js';
  export function generateCanonicalizedHeader(
    type: 'DKIM' | 'ARC',
    lines: { readonly headers: readonly Pick<HeaderLine, 'line'>[] },
    options: { readonly signatureHeaderLine: Buffer; readonly canonicalization: string },
  ): { readonly canonicalizedHeader: Buffer };
}

declare module 'mailauth/lib/tools.js' {
  import type { HeaderLine } from 'mailauth/lib/dkim/dkim-verifier.js';
  export function getSigningHeaderLines(
    lines: readonly HeaderLine[],
    names: string,
    verify: true,
  ): { readonly headers: readonly HeaderLine[] };
}

declare module 'mailauth/lib/arc/index.js' {
  import type { ArcData } from 'mailauth/lib/dkim/dkim-verifier.js';
  export function arc(
    data: ArcData,
    options: { readonly resolver: (name: string, type: string) => Promise<readonly unknown[]> },
  ): Promise<{
    readonly status: { readonly result: string; readonly comment?: string };
    readonly i?: number | false;
  }>;
}

declare module 'mailauth/lib/spf/index.js' {
  export function spf(options: {
    readonly sender: string;
    readonly ip: string;
    readonly helo: string;
    readonly mta: string;
    readonly maxElapsedTime: number;
    readonly resolver: (name: string, type: string) => Promise<readonly unknown[]>;
  }): Promise<{
    readonly domain: string;
    readonly rr?: string;
    readonly status: { readonly result: string };
  }>;
}

declare module 'mailauth/lib/dmarc/index.js' {
  export function evaluateDmarc(options: {
    readonly headerFrom: readonly string[];
    readonly fromFields: number;
    readonly spfDomains: readonly string[];
    readonly dkimDomains: readonly { readonly domain: string; readonly underSized?: number }[];
    readonly resolver: (name: string, type: string) => Promise<readonly unknown[]>;
  }): Promise<{
    readonly response:
      | false
      | {
          readonly status: { readonly result: string };
          readonly domain?: string;
          readonly policyDomain?: string;
          readonly policy?: string;
          readonly rr?: string;
          readonly alignment?: {
            readonly spf: { readonly result?: string };
            readonly dkim: { readonly result?: string };
          };
        };
    readonly dkimAligned?: ReadonlySet<string>;
  }>;
}
