/** The rest of nodemailer's list that belongs to mailboxes, and neighbours of it from Mozilla's database. Those for tests alone, and those that closed, are left out. */
import { LOCAL_PART, at, preset, type Preset } from './preset.ts';

const listed = (id: string, name: string, domains: readonly string[], host: string): Preset =>
  preset({ id, name, domains, servers: [at.tls(host)], check: 'ispdb' });

/** In Mozilla's database alone, with both ports. */
const ispdb = (id: string, name: string, domains: readonly string[], host: string): Preset =>
  preset({ id, name, domains, servers: at.both(host), source: 'ispdb', check: 'ispdb' });

const withCode = (entry: Preset, page: string): Preset => ({
  ...entry,
  signIn: 'app-password',
  note: 'authorization-code',
  page,
});

export const moreMailboxes: readonly Preset[] = [
  withCode(listed('qq', 'QQ', ['qq.com', 'foxmail.com'], 'smtp.qq.com'), 'https://mail.qq.com/'),
  withCode(listed('163', '163 (NetEase)', ['163.com'], 'smtp.163.com'), 'https://mail.163.com/'),
  withCode(listed('126', '126 (NetEase)', ['126.com'], 'smtp.126.com'), 'https://mail.126.com/'),
  listed('naver', 'Naver', ['naver.com'], 'smtp.naver.com'),
  listed('seznam', 'Seznam', ['seznam.cz', 'email.cz', 'post.cz', 'spoluzaci.cz'], 'smtp.seznam.cz'),
  listed('bluewin', 'Bluewin', ['bluewin.ch', 'bluemail.ch'], 'smtpauths.bluewin.ch'),
  { ...listed('one', 'one.com', ['one.com'], 'send.one.com'), mx: ['one.com'] },
  preset({
    id: '1und1',
    name: '1&1, IONOS (Deutschland)',
    domains: ['online.de', 'onlinehome.de', 'kundenserver.de'],
    mx: ['kundenserver.de'],
    servers: at.both('smtp.1und1.de'),
    check: 'ispdb',
  }),
  preset({
    id: 'godaddy',
    name: 'GoDaddy',
    domains: ['secureserver.net'],
    mx: ['secureserver.net'],
    servers: [at.tls('smtpout.secureserver.net')],
    check: 'ispdb',
  }),
  preset({
    id: 'aruba-pec',
    name: 'Aruba PEC',
    domains: ['pec.it', 'arubapec.it', 'mypec.eu', 'gigapec.it', 'ingpec.eu'],
    servers: [at.tls('smtps.pec.aruba.it')],
    source: 'ispdb',
    check: 'ispdb',
  }),
  preset({
    id: 'aruba',
    name: 'Aruba',
    domains: ['aruba.it'],
    mx: ['aruba.it'],
    servers: [at.tls('smtps.aruba.it')],
  }),
  preset({
    id: 'bol',
    name: 'BOL',
    domains: ['bol.com.br'],
    servers: at.both('smtps.bol.com.br'),
    user: LOCAL_PART,
    source: 'ispdb',
    check: 'ispdb',
  }),
  preset({
    id: 'disroot',
    name: 'Disroot',
    domains: ['disroot.org'],
    servers: [at.starttls('disroot.org')],
    user: LOCAL_PART,
  }),
  preset({
    id: 'kolab-now',
    name: 'Kolab Now',
    domains: ['kolabnow.com'],
    mx: ['kolabnow.com'],
    servers: [at.tls('smtp.kolabnow.com')],
  }),
  preset({
    id: 'runbox',
    name: 'Runbox',
    domains: ['runbox.com'],
    mx: ['runbox.com'],
    servers: [at.tls('smtp.runbox.com')],
  }),
  preset({
    id: 'loopia',
    name: 'Loopia',
    mx: ['loopia.se'],
    servers: [at.tls('mailcluster.loopia.se')],
  }),
  preset({
    id: 'aliyun',
    name: 'Aliyun',
    domains: ['aliyun.com'],
    servers: [at.tls('smtp.aliyun.com')],
  }),
  preset({
    id: 'qiye-aliyun',
    name: 'Aliyun (enterprise)',
    mx: ['mxhichina.com', 'qiye.aliyun.com'],
    servers: [at.tls('smtp.qiye.aliyun.com')],
  }),
  preset({
    id: 'exmail-qq',
    name: 'QQ (enterprise)',
    domains: ['exmail.qq.com'],
    mx: ['qq.com'],
    servers: [at.tls('smtp.exmail.qq.com')],
  }),
  preset({
    id: 'feishu',
    name: 'Feishu, Lark',
    mx: ['feishu.cn', 'larksuite.com'],
    servers: [at.tls('smtp.feishu.cn')],
  }),
  preset({
    id: 'forward-email',
    name: 'Forward Email',
    domains: ['forwardemail.net'],
    mx: ['forwardemail.net'],
    servers: [at.tls('smtp.forwardemail.net')],
    signIn: 'app-password',
    page: 'https://forwardemail.net/my-account',
    note: 'api-key',
  }),
  preset({ id: 'hot-ee', name: 'hot.ee', domains: ['hot.ee'], servers: [at.starttls('mail.hot.ee')] }),
  preset({
    id: 'mail-ee',
    name: 'mail.ee',
    domains: ['mail.ee'],
    servers: [at.tls('mail.ee')],
    source: 'ispdb',
    check: 'ispdb',
  }),
  {
    ...ispdb('strato', 'STRATO', ['strato.de', 'rzone.de'], 'smtp.strato.de'),
    mx: ['rzone.de'],
  },
  {
    ...listed('hetzner', 'Hetzner', ['your-server.de'], 'mail.your-server.de'),
    mx: ['your-server.de'],
    source: 'ispdb',
  },
  ispdb('mail-com', 'mail.com', ['mail.com', 'email.com', 'usa.com', 'europe.com'], 'smtp.mail.com'),
  ispdb('comcast', 'Xfinity (Comcast)', ['comcast.net'], 'smtp.comcast.net'),
  ispdb('onet', 'Onet', ['onet.pl', 'onet.eu', 'op.pl', 'vp.pl'], 'smtp.poczta.onet.pl'),
  ispdb('kpn', 'KPN', ['kpnmail.nl', 'planet.nl', 'hetnet.nl', 'xs4all.nl'], 'smtp.kpnmail.nl'),
  {
    ...listed('libero', 'Libero', ['libero.it', 'iol.it', 'blu.it', 'inwind.it'], 'smtp.libero.it'),
    source: 'ispdb',
  },
  {
    ...listed(
      'vodafone-de',
      'Vodafone (Deutschland)',
      ['vodafonemail.de', 'arcor.de'],
      'smtp.vodafonemail.de',
    ),
    source: 'ispdb',
  },
  { ...listed('sapo', 'SAPO, MEO', ['sapo.pt', 'meo.pt'], 'smtp.sapo.pt'), source: 'ispdb' },
  {
    ...listed('bt', 'BT', ['btinternet.com', 'btopenworld.com', 'talk21.com'], 'mail.btinternet.com'),
    source: 'ispdb',
  },
];
