declare module 'mailauth/lib/dkim/sign.js' {
  export function dkimSign(
    message: Buffer,
    options: {
      readonly algorithm?: string;
      readonly canonicalization?: string;
      readonly expires?: Date;
      readonly signTime?: Date;
      readonly signatureData: readonly {
        readonly signingDomain: string;
        readonly selector: string;
        readonly privateKey: string;
        readonly maxBodyLength?: number;
      }[];
    },
  ): Promise<{ readonly signatures: string; readonly errors: readonly unknown[] }>;
}
