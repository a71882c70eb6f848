/** What stands in each place, and how its code comes. Which place is shown is Shell's. */
import type { ComponentType } from 'react';
import type { SentList } from '#core/contract/sent.ts';
import type { Place } from '../place.tsx';
import { fetchedAhead } from './fetched-ahead.tsx';
import styles from './shell.module.css';

const Loading = () => <main id="thing" className={styles.loading} aria-busy="true" />;

export const composer = fetchedAhead(() => import('../features/compose/ComposePlace.tsx'), <Loading />);
export const outbox = fetchedAhead(() => import('../features/outbox/OutboxPlace.tsx'), <Loading />);
const placeOf = (load: () => Promise<{ default: ComponentType }>) => fetchedAhead(load, <Loading />).Feature;
const sentPlace = (list: SentList) =>
  placeOf(async () => {
    const { default: SentPlace } = await import('../features/sent/SentPlace.tsx');
    return { default: () => <SentPlace list={list} /> };
  });
const OpenedPlace = placeOf(async () => {
  const [place, { loadOpenedWords }] = await Promise.all([
    import('../features/opened/OpenedPlace.tsx'),
    import('../features/opened/words.ts'),
  ]);
  await loadOpenedWords();
  return place;
});
const ContactsPlace = placeOf(async () => {
  const [place, { loadContactsWords }] = await Promise.all([
    import('../features/contacts/ContactsPlace.tsx'),
    import('../features/contacts/words.ts'),
  ]);
  await loadContactsWords();
  return place;
});
export const features: Record<Place, ComponentType> = {
  compose: composer.Feature,
  drafts: placeOf(() => import('../features/drafts/DraftsPlace.tsx')),
  outbox: outbox.Feature,
  sent: sentPlace('sent'),
  practice: sentPlace('practice'),
  lens: OpenedPlace,
  contacts: ContactsPlace,
  accounts: placeOf(() => import('../features/accounts/AccountsPlace.tsx')),
  settings: placeOf(() => import('../features/settings/SettingsPlace.tsx')),
  'first-run': placeOf(() => import('../features/first-run/FirstRunPlace.tsx')),
};
