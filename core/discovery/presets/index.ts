/** Looking a provider up: by the address's domain, by the host that takes its mail, by a submission host. Nothing leaves the machine. */
import { frenchProviders } from './french.ts';
import { mailboxProviders } from './mailboxes.ts';
import { moreMailboxes } from './more.ts';
import type { Preset } from './preset.ts';
import { sendingServices } from './services.ts';

export const presets: readonly Preset[] = [
  ...mailboxProviders,
  ...frenchProviders,
  ...moreMailboxes,
  ...sendingServices,
];

const byDomain = new Map(presets.flatMap((preset) => preset.domains.map((domain) => [domain, preset])));
const byHost = new Map(
  presets.flatMap((preset) => preset.servers.map(({ host }) => [host, preset] as const)),
);
const byId = new Map(presets.map((preset) => [preset.id, preset]));
/** The longest first: `olc.protection.outlook.com` stands below `protection.outlook.com`. */
const byMx = presets
  .flatMap((preset) => preset.mx.map((suffix) => ({ suffix, preset })))
  .toSorted((a, b) => b.suffix.length - a.suffix.length);

/** `domain` in A-labels. */
export const presetForDomain = (domain: string): Preset | null => byDomain.get(domain.toLowerCase()) ?? null;

/** Whose MX this host is. */
export function presetForMx(host: string): Preset | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  return byMx.find(({ suffix }) => name === suffix || name.endsWith(`.${suffix}`))?.preset ?? null;
}

/** Whose submission host this is. */
export const presetForHost = (host: string): Preset | null => byHost.get(host.toLowerCase()) ?? null;

export const presetOf = (id: string | null): Preset | null => (id === null ? null : (byId.get(id) ?? null));
