/** French providers. None is in nodemailer's list; where Mozilla's database has one too, it was compared. Their pages could not be opened when this was written. */
import { PROVIDERS } from '../../smtp/situations/providers.ts';
import { ADDRESS, at, preset, type Preset } from './preset.ts';

const french = (entry: Parameters<typeof preset>[0]): Preset => preset({ source: 'facteur', ...entry });

export const frenchProviders: readonly Preset[] = [
  french({
    id: 'orange',
    name: PROVIDERS.orange.name,
    domains: ['orange.fr', 'wanadoo.fr', 'voila.fr'],
    mx: ['orange.fr', 'wanadoo.fr'],
    servers: [at.tls('smtp.orange.fr')],
    page: 'https://assistance.orange.fr/ordinateurs-peripheriques/installer-et-utiliser/l-utilisation-du-mail-et-du-cloud/mail-orange/le-mail-orange-nouvelle-version/parametrer-la-boite-mail/mail-orange-comment-acceder-a-sa-boite-mail-orange-depuis-une-application-ou-un-logiciel-de-messagerie-non-fourni-par-orange_434630-964290',
    note: 'orange',
    check: 'ispdb',
  }),
  french({
    id: 'free',
    name: PROVIDERS.free.name,
    domains: ['free.fr', 'libertysurf.fr', 'freesbee.fr', 'worldonline.fr', 'online.fr'],
    mx: ['free.fr'],
    servers: [at.tls('smtp.free.fr'), at.starttls('smtp.free.fr')],
    // Mozilla's database gives the part before the @; Free has announced that the whole address is what will remain.
    user: ADDRESS,
    page: 'https://assistance.free.fr/articles/configurer-de-maniere-avancee-mon-logiciel-de-messagerie-609',
    note: 'free',
    check: 'ispdb',
  }),
  french({
    id: 'alice',
    name: 'Alice (Free)',
    domains: ['aliceadsl.fr'],
    servers: [at.tls('smtp.aliceadsl.fr')],
    page: 'https://assistance.free.fr/',
    note: 'free',
  }),
  french({
    id: 'sfr',
    name: 'SFR, RED',
    domains: [
      'sfr.fr',
      'neuf.fr',
      'club-internet.fr',
      'cegetel.net',
      '9online.fr',
      '9business.fr',
      'numericable.fr',
      'numericable.com',
      'noos.fr',
    ],
    mx: ['sfr.fr'],
    servers: [at.tls('smtp.sfr.fr')],
    page: 'https://assistance.sfr.fr/',
    check: 'ispdb',
  }),
  french({
    id: 'bouygues',
    name: 'Bouygues Telecom',
    domains: ['bbox.fr'],
    mx: ['bbox.fr'],
    servers: [at.tls('smtp.bbox.fr'), at.starttls('smtp.bbox.fr')],
    page: 'https://www.assistance.bouyguestelecom.fr/',
  }),
  french({
    id: 'laposte',
    name: PROVIDERS.laPoste.name,
    domains: ['laposte.net'],
    mx: ['laposte.net'],
    servers: [at.tls('smtp.laposte.net'), at.starttls('smtp.laposte.net')],
    page: 'https://aide.laposte.net/',
    check: 'ispdb',
  }),
  french({
    id: 'ovh',
    name: 'OVHcloud (MX Plan)',
    domains: ['ovh.fr', 'ovh.net', 'ovhcloud.com'],
    mx: ['mail.ovh.net', 'ovh.net'],
    servers: [at.tls('ssl0.ovh.net'), at.starttls('ssl0.ovh.net')],
    page: 'https://help.ovhcloud.com/',
    note: 'ovh',
    check: 'ispdb',
  }),
  preset({
    id: 'gandi',
    name: 'Gandi',
    domains: ['gandi.net'],
    mx: ['mail.gandi.net'],
    servers: at.both('mail.gandi.net'),
    page: 'https://docs.gandi.net/',
    check: 'ispdb',
  }),
];
