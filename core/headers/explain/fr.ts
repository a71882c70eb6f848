/** What header fields are for, in French: one sentence or two for a reader who meets the field for the first time. Loaded by the lens alone. */
import type { FieldKey } from '../fields.ts';

export const explanations: Readonly<Record<FieldKey, string>> = {
  date: 'Quand l’auteur a terminé le message, avec son fuseau. Fixé une fois ; les serveurs n’y touchent pas.',
  from: 'Qui a écrit le message, tel que le voient les lecteurs. N’importe qui peut y écrire n’importe quoi ; SPF, DKIM et DMARC servent à le vérifier.',
  sender: 'Qui a envoyé le message, quand ce n’est pas l’auteur ou qu’il y a plusieurs auteurs.',
  'reply-to': 'Où doivent aller les réponses, à la place de From.',
  to: 'Les destinataires principaux, tels que les voient les lecteurs. Qui reçoit vraiment le message se décide par RCPT TO, dans l’enveloppe.',
  cc: 'Destinataires d’une copie, vus de tous.',
  bcc: 'Destinataires cachés. Un en-tête parti ne devrait pas contenir ce champ : tout le monde pourrait le lire.',
  'message-id':
    'Le nom de ce seul message, le même dans chaque copie. Les réponses le citent dans In-Reply-To et References, et les serveurs le journalisent : c’est lui qu’il faut chercher quand on demande « est-il arrivé ? ».',
  'in-reply-to': 'Le Message-ID du message auquel celui-ci répond.',
  references:
    'Les Message-ID du fil jusqu’ici, du plus ancien au plus récent. Les programmes en tirent les fils de discussion.',
  subject:
    'De quoi il s’agit. Les caractères hors ASCII sont dans des mots encodés, pour que chaque serveur puisse les transmettre.',
  comments: 'Remarques sur le message, pour les humains. Aucun programme n’en tient compte.',
  keywords: 'Mots et expressions pour la recherche, séparés par des virgules.',
  'resent-date': 'Quand quelqu’un a renvoyé le message terminé. Le champ Date reste celui de l’auteur.',
  'resent-from':
    'Qui a renvoyé le message terminé, tel quel. From reste celui de l’auteur. Chaque renvoi pose un bloc de champs Resent- en haut.',
  'resent-sender': 'Qui a effectué le renvoi, quand ce n’est pas Resent-From.',
  'resent-to':
    'À qui le message terminé a été renvoyé. C’est pour les lecteurs ; les serveurs suivaient l’enveloppe.',
  'resent-cc': 'Qui a reçu une copie lors du renvoi.',
  'resent-bcc':
    'Qui a reçu une copie cachée lors du renvoi. Comme Bcc, ce champ ne devrait pas être dans ce qui est parti.',
  'resent-message-id': 'Le nom de ce renvoi. Le message lui-même garde son Message-ID.',
  'resent-reply-to':
    'Obsolète : où répondre à celui qui a renvoyé. Ne doit plus être écrit ; les réponses suivent Reply-To et From.',
  'return-path': 'Le MAIL FROM de l’enveloppe, écrit par le dernier serveur à la remise. Les rebonds y vont.',
  received:
    'Le tampon d’un relais : d’où, par qui, quand. Chaque serveur pose le sien en haut : le trajet se lit depuis le bas.',
  'mime-version': 'Dit que le message suit MIME. La version a toujours été 1.0.',
  'content-type':
    'Ce qu’est le corps : du texte et son jeu de caractères, ou plusieurs parties et la frontière entre elles.',
  'content-transfer-encoding':
    'Comment les octets du corps ont été mis en lignes que chaque serveur peut transmettre.',
  'content-id': 'Un nom pour cette partie, afin que d’autres y renvoient, comme une image dans du HTML.',
  'content-description': 'Ce qu’est cette partie, en mots pour les humains.',
  'content-disposition':
    'Si une partie est affichée sur place ou proposée comme pièce jointe, et sous quel nom de fichier.',
  'content-language': 'La ou les langues du texte.',
  'content-location':
    'L’adresse (URI) où cette partie peut se trouver, pour que le HTML du même message y renvoie ainsi.',
  'content-base':
    'Obsolète : l’adresse d’où comptaient les liens relatifs de cette partie. Content-Location l’a remplacé.',
  'content-md5':
    'Une somme de contrôle (MD5) de la partie décodée, contre les accidents. Ne protège pas d’une falsification.',
  'content-duration': 'La durée du son ou de la vidéo de cette partie, en secondes.',
  'content-features':
    'Ce qu’un programme doit savoir faire pour montrer cette partie, en notation de caractéristiques.',
  'content-alternative': 'Sous quelles autres formes l’auteur peut envoyer cette partie sur demande.',
  'content-translation-type':
    'Dans un message en plusieurs langues : si cette partie est l’original, une traduction humaine ou automatique.',
  'dkim-signature':
    'La signature d’un domaine sur certains champs et le corps. Sa clé est dans le DNS, sous le sélecteur s= du domaine d=.',
  'domainkey-signature': 'DomainKeys, le précurseur de DKIM, par Yahoo. Plus personne ne le vérifie.',
  'authentication-results':
    'Ce que le serveur récepteur a constaté : SPF, DKIM, DMARC. Ne croire que celui écrit par votre propre serveur.',
  'arc-seal': 'Le sceau d’un réexpéditeur sur les champs ARC jusqu’ici.',
  'arc-message-signature': 'La signature d’un réexpéditeur sur le message tel qu’il l’a transmis.',
  'arc-authentication-results': 'Ce qu’un réexpéditeur a constaté à l’arrivée, gardé pour le suivant.',
  'received-spf': 'Ce qu’un serveur a constaté sur SPF pour l’expéditeur d’enveloppe.',
  'vbr-info':
    'Nomme des certificateurs qui se portent garants du domaine ; le serveur récepteur peut les interroger par le DNS.',
  'hp-outer':
    'Dans un message chiffré ou signé : comment un champ était à l’extérieur lors de la composition, pour comparer avec ce qui est arrivé.',
  author:
    'L’auteur tel qu’écrit au départ, gardé quand une liste réécrit From. Aussi facile à falsifier que From.',
  'require-recipient-valid-since':
    'Demande au serveur récepteur de ne remettre que si la boîte a le même titulaire depuis cette date.',
  'tls-required':
    '« No » demande aux relais de remettre même si TLS, exigé par les politiques, est impossible : pour les rapports sur TLS lui-même.',
  'tls-report-domain': 'D’un rapport TLS : le domaine dont il parle.',
  'tls-report-submitter': 'D’un rapport TLS : qui l’a établi.',
  'mt-priority': 'La priorité de remise, de −9 à 9, gardée pour les relais qui ignorent l’extension SMTP.',
  'cfbl-address':
    'Où un fournisseur peut envoyer les plaintes quand des lecteurs signalent ce message. Doit être signé pour compter.',
  'cfbl-feedback-id': 'La marque de l’expéditeur, rendue dans une plainte pour retrouver l’envoi.',
  'list-unsubscribe':
    'Où quitter la liste : une adresse mailto: ou https: dont les programmes font un bouton.',
  'list-unsubscribe-post':
    'Dit qu’un clic suffit : le programme envoie une requête à l’adresse https: de List-Unsubscribe.',
  'list-id': 'Le nom durable de la liste de diffusion.',
  'list-help': 'Où trouver de l’aide sur la liste. S’il ne faut qu’un champ List-, c’est celui-ci.',
  'list-subscribe': 'Où s’abonner à la liste.',
  'list-post': 'Où écrire à la liste ; NO quand les lecteurs ne le peuvent pas.',
  'list-owner': 'Comment joindre la personne qui gère la liste.',
  'list-archive': 'Où lire les anciens messages de la liste.',
  'archived-at': 'Où lire ce message-ci dans des archives.',
  precedence:
    'Usage : bulk, list ou junk écarte les réponses automatiques. La voie normalisée est Auto-Submitted.',
  'auto-submitted': 'Dit qu’aucune personne n’a écrit ceci, pour que d’autres programmes n’y répondent pas.',
  autoforwarded: 'Dit qu’un programme a transféré ceci de lui-même (venu de X.400).',
  'delivered-to':
    'La boîte à laquelle un serveur a remis le message ; les serveurs s’en servent pour repérer les boucles.',
  'original-recipient':
    'À la remise : l’adresse telle que l’expéditeur l’avait, avant alias et renvois. Un accusé de lecture la cite.',
  'disposition-notification-to':
    'Demande un accusé de lecture au programme du lecteur. Le lecteur peut refuser.',
  'disposition-notification-options': 'Options de la demande d’accusé de lecture, comme un accusé signé.',
  'return-receipt-to':
    'Non normalisé : demande à certains serveurs un avis de remise. DSN (NOTIFY dans l’enveloppe) l’a remplacé.',
  'errors-to': 'Obsolète : où devraient aller les rebonds. Ils vont à MAIL FROM, quoi qu’il soit écrit ici.',
  'apparently-to':
    'Ajouté par un vieux Sendmail d’après l’enveloppe, faute de To. Peut trahir des destinataires cachés.',
  'original-message-id': 'Le Message-ID d’avant un renvoi du contenu sous un nouveau nom.',
  'original-from': 'Le From retiré par un filtre (Sieve) qui a emballé ou remplacé le message.',
  'original-subject': 'Le Subject retiré par un filtre (Sieve) qui a emballé ou remplacé le message.',
  importance:
    'L’importance aux yeux de l’auteur : high, normal ou low. Les programmes peuvent l’indiquer ; les serveurs ne se pressent pas.',
  priority:
    'L’urgence aux yeux de l’auteur : urgent, normal ou non-urgent (venu de X.400). Les serveurs ne se pressent pas.',
  sensitivity: 'Demande de la discrétion : Personal, Private ou Company-Confidential. Rien ne l’impose.',
  expires: 'Quand le message est périmé selon l’auteur. Les programmes peuvent le griser.',
  'reply-by': 'Jusqu’à quand l’auteur espère une réponse.',
  supersedes:
    'Le Message-ID d’un message que celui-ci remplace (venu des forums). Les programmes de courrier l’ignorent.',
  obsoletes:
    'Le Message-ID d’un message que celui-ci remplace (venu de X.400). Les programmes de courrier l’ignorent.',
  encrypted:
    'Obsolète depuis 1995 : nommait le programme de chiffrement du corps. S/MIME et OpenPGP le disent dans Content-Type.',
  'delivery-date': 'Quand un serveur a mis le message dans la boîte. Un usage ; Received le dit aussi.',
  'deferred-delivery':
    'L’heure avant laquelle ne pas remettre (venu de X.400). Les serveurs d’Internet ne la regardent pas.',
  'alternate-recipient':
    'Si un autre destinataire peut l’avoir quand le premier ne le peut pas (venu de X.400).',
  'incomplete-copy': 'Dit que des pièces ou parties manquent dans cette copie (venu de X.400).',
  'accept-language': 'Les langues dans lesquelles l’auteur aime qu’on lui réponde, la préférée d’abord.',
  'message-context': 'De quelle sorte de message il s’agit pour le lecteur : vocal, télécopie, texte, vidéo.',
  'user-agent': 'Quel programme a écrit le message. Normalisé pour les forums ; le courrier l’emploie aussi.',
  'x-mailer':
    'Quel programme a écrit le message, par usage. En dit parfois plus sur l’ordinateur de l’auteur qu’il ne voudrait.',
  organization: 'Pour qui travaille l’auteur, selon lui.',
  newsgroups: 'Forums (netnews) : les groupes où l’article a été publié.',
  'followup-to': 'Forums (netnews) : où publier les réponses ; « poster » demande un courrier.',
  path: 'Forums (netnews) : les serveurs traversés, le dernier d’abord ; ce que Received est au courrier.',
  approved: 'Le modérateur qui a laissé passer le message, pour des groupes et certaines listes.',
  xref: 'Forums (netnews) : sous quels numéros le serveur a rangé l’article.',
  downgraded:
    'Ce que contenait un champ internationalisé (RFC 6532) avant qu’un serveur ne le mette en ASCII pour un plus ancien.',
  'x-priority':
    'La priorité selon Microsoft et Eudora : 1 la plus haute, 3 normale, 5 la plus basse. Les programmes peuvent l’indiquer.',
  'thread-topic': 'D’Outlook : l’objet de la discussion, sans « Re : ».',
  'thread-index':
    'D’Outlook : la place dans la discussion, en octets base64 ; contient l’heure du premier message.',
  autocrypt: 'La clé OpenPGP de l’auteur, pour les programmes qui chiffrent d’eux-mêmes (Autocrypt).',
  openpgp: 'Où trouver la clé OpenPGP de l’auteur, et s’il préfère le courrier chiffré.',
  'mail-followup-to':
    'Usage des listes : où doit aller une réponse à tous. Tous les programmes ne le suivent pas.',
  'feedback-id':
    'La marque d’un routeur pour les statistiques de plaintes de Google : campagne, client, type, expéditeur.',
  'x-original-to': 'Le destinataire de l’enveloppe arrivé au dernier serveur (RCPT TO), avant les alias.',
  'x-originating-ip': 'L’adresse de l’ordinateur d’où un usager de webmail a écrit, selon le fournisseur.',
  'x-received': 'De Google : un tampon dans son propre réseau, dans la forme de Received.',
  'x-google': 'Une note de Google à lui-même. Personne d’autre n’y lit quoi que ce soit.',
  'x-microsoft':
    'Une note d’Exchange ou de Microsoft 365 à lui-même : filtres, clients, étapes internes. Documenté en partie.',
  'x-spam': 'L’avis d’un filtre antispam : note, seuil, tests. Ne croire que celui de votre serveur.',
  'x-virus': 'Dit qu’un antivirus a regardé le message. N’importe qui peut l’écrire.',
  'x-mailman': 'Écrit par le gestionnaire de listes Mailman : sa version, et ce qu’il a fait du message.',
  'x-loop': 'Une marque par laquelle une liste ou un filtre reconnaît son courrier, contre les boucles.',
  'x-auto-response-suppress':
    'De Microsoft : quelles réponses automatiques ne sont pas voulues, comme OOF (absence).',
  'x-mozilla': 'Note de Thunderbird dans ses fichiers : lu, répondu, étiqueté. Absente pendant le trajet.',
  bimi: 'Quel logo de l’expéditeur montrer à côté du message (BIMI, un projet de norme), si DMARC passe.',
  mailbox:
    'Note d’un fichier ou d’un programme de boîte : longueur, lu ou non, étiquettes. Absente pendant le trajet.',
  'x-face': 'Un portrait de l’auteur, 48 × 48 points, d’un autre temps.',
  'dkim-like':
    'La signature propre d’un fournisseur, dans la forme de DKIM, pour son usage. Les autres ne la vérifient pas.',
  'list-other':
    'Un des champs par lesquels une liste de diffusion dit comment écrire, demander de l’aide ou lire ses archives.',
  extension:
    'Un champ privé. « X- » marquait autrefois les expériences ; aucune norme ne dit ce qu’il signifie.',
  unknown:
    'Un champ que Facteur ne sait pas expliquer. La RFC 5322 permet tout nom ; les lecteurs ignorent ce qu’ils ne connaissent pas.',
};
