/**
 * Why a keychain refused, told from its words: keytar passes on nothing else. The keychain process runs with LC_ALL=C, so that they are
 * English. The ones of libsecret and gnome-keyring were seen in tests; those of macOS are Apple's documented ones and were not.
 */
export type KeychainRefusal = 'unavailable' | 'locked' | 'cancelled' | 'failed';

const signs: readonly (readonly [KeychainRefusal, RegExp])[] = [
  // gnome-keyring, also after its prompt was closed; macOS errSecInteractionNotAllowed
  ['locked', /locked collection|is locked|interaction is not allowed/i],
  // macOS errSecUserCanceled
  ['cancelled', /cancell?ed|dismissed/i],
  // No secret service on the bus, and none that the bus could start
  ['unavailable', /not provided by any \.service files|ServiceUnknown|has no owner/i],
  // No bus at all
  ['unavailable', /autolaunch|could not connect|connection is closed|connection refused/i],
  // A secret service without any keyring to store in, when its prompt for a new one was not answered
  ['unavailable', /object does not exist at path|no such secret collection/i],
];

export function refusalFrom(words: string): KeychainRefusal {
  return signs.find(([, sign]) => sign.test(words))?.[0] ?? 'failed';
}
