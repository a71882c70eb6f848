/** One provider's submission servers as they are built in, and where the entry comes from. */
import type { SignIn } from '../vocabulary.ts';

/** Words: i18n `discovery.note.<code>`. */
type PresetNote =
  | 'two-steps'
  | 'oauth2-only'
  | 'microsoft-365'
  | 'own-user'
  | 'free'
  | 'orange'
  | 'ovh'
  | 'switch-on'
  | 'bridge'
  | 'proton-token'
  | 'email-password'
  | 'authorization-code'
  | 'api-key'
  | 'no-smtp';

/** `ispdb`: Mozilla's database says the same. `unchecked`: one list alone says so, and the provider could not be asked offline. */
type PresetCheck = 'ispdb' | 'unchecked';

export interface PresetServer {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
}

export interface Preset {
  readonly id: string;
  readonly name: string;
  /** of addresses that are the provider's own */
  readonly domains: readonly string[];
  /** Domains under which the MX hosts of its customers' domains stand. */
  readonly mx: readonly string[];
  /** best first; none: the provider takes no mail over SMTP */
  readonly servers: readonly PresetServer[];
  /** as autoconfig writes it; empty: a name that the provider gives */
  readonly user: string;
  readonly signIn: SignIn;
  /** https: where the user gets what signs in, or where the provider says how */
  readonly page: string | null;
  readonly note: PresetNote | null;
  readonly source: 'nodemailer' | 'ispdb' | 'facteur';
  readonly check: PresetCheck;
}

/** The lists, with the day that each stood as it was taken. */
export const PRESET_SOURCES: Readonly<
  Record<Preset['source'], { readonly name: string; readonly date: string }>
> = {
  nodemailer: { name: 'nodemailer 10.6.0', date: '2026-11-15' },
  ispdb: { name: 'Mozilla ISPDB (c6ad796)', date: '2026-03-12' },
  facteur: { name: 'Facteur', date: '2026-11-27' },
};

export const ADDRESS = '%EMAILADDRESS%';
export const LOCAL_PART = '%EMAILLOCALPART%';

const tls = (host: string, port = 465): PresetServer => ({ host, port, security: 'tls' });
const starttls = (host: string, port = 587): PresetServer => ({ host, port, security: 'starttls' });
/** TLS on connect first (RFC 8314 §3.3). */
const both = (host: string): readonly PresetServer[] => [tls(host), starttls(host)];
export const at = { tls, starttls, both };

type Essentials = Pick<Preset, 'id' | 'name' | 'servers'>;

/** What most entries have in common: the whole address and its password. */
export const preset = (entry: Essentials & Partial<Preset>): Preset => ({
  domains: [],
  mx: [],
  user: ADDRESS,
  signIn: 'password',
  page: null,
  note: null,
  source: 'nodemailer',
  check: 'unchecked',
  ...entry,
});
