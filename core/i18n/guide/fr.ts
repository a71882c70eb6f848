/** Le guide en français. Chargé quand on l'ouvre. */
import type { GuideWords } from './chapters.ts';

export const guide: GuideWords = {
  envelope: {
    title: 'L’enveloppe',
    before:
      'Avant de remettre un message, un programme de courrier dit au serveur, en quelques commandes brèves, ce qu’il doit en faire. MAIL FROM nomme l’adresse à laquelle part un avis si le message ne peut pas être remis.',
    recipients:
      'Chaque RCPT TO nomme un destinataire, et le serveur répond pour chacun : il peut en accepter un et en refuser un autre. MAIL FROM et RCPT TO forment ensemble l’enveloppe. Les serveurs remettent d’après elle, et d’après rien d’autre ; ce que le message lui-même dit sous To ne compte pas.',
    gone: 'Quand le dernier serveur a déposé le message dans une boîte, l’enveloppe est jetée, comme pour une lettre. Son expéditeur est parfois gardé, dans un champ nommé Return-Path ; ses destinataires ne le sont pas. Ce programme garde l’enveloppe entière de ce qu’il envoie.',
    qualified:
      'Les hôtes, l’expéditeur et les destinataires s’écrivent pleinement qualifiés, avec leur domaine entier : « mail.example.org », et non « mail ». Un serveur qui lit un nom nu ne peut savoir lequel des « mail » du monde est visé. Un programme qui n’a pas de tel nom donne son adresse entre crochets.',
  },
  header: {
    title: 'L’en-tête',
    fields:
      'Après DATA vient le message, et d’abord son en-tête : des lignes faites d’un nom, de deux-points et d’une valeur. Une valeur qui continue à la ligne suivante y est décalée. La plupart des programmes montrent quatre ou cinq champs et cachent les autres ; aucun n’est secret, et Source en montre chaque octet.',
    emptyLine:
      'Une ligne vide termine l’en-tête. Ce qui suit est le corps : le texte, et les pièces jointes écrites sous forme de texte.',
    names:
      'Message-ID est le nom propre du message, le même dans chaque copie ; les réponses le citent, et une recherche le retrouve dans les journaux des serveurs. C’est le programme qui écrit le message qui le forme.',
    received:
      'Chaque serveur qui transmet le message pose un champ Received en haut de l’en-tête : qui le lui a donné, qui il est, et quand. Lus de bas en haut, ils sont le trajet. Ce que vous envoyez n’en a pas encore : ces champs viennent en route. Ouvrez un message reçu, et Trajet les dessine.',
  },
  differ: {
    title: 'Pourquoi les deux diffèrent',
    hidden:
      'Une copie cachée n’est rien d’autre que cela : un destinataire qui figure dans l’enveloppe et dans aucun champ de l’en-tête. Les autres ne voient que l’en-tête, et ne peuvent donc pas le savoir.',
    lists:
      'Une liste de diffusion transmet à ses membres ce que vous avez écrit, avec une enveloppe à elle. To nomme toujours la liste, From vous nomme toujours, mais les avis de non-remise vont à l’adresse de la liste dans MAIL FROM, et non à vous.',
    notices:
      'Un avis de non-remise part avec un expéditeur vide, MAIL FROM:<>, pour qu’aucun avis ne réponde jamais à un avis. Son From dit quelque chose comme « Mail Delivery System ».',
  },
  forge: {
    title: 'Pourquoi un From se falsifie aisément',
    text: 'From est une ligne de texte, écrite par celui qui écrit le message. SMTP ne demande à personne de la prouver, pas plus que la poste ne vérifie un nom au dos d’une lettre. Ce qui semble venir de votre banque peut venir de n’importe qui.',
    signIn:
      'L’authentification prouve à votre fournisseur que vous êtes son client, et beaucoup n’admettent alors sous From que vos propres adresses. Le serveur d’un autre ne voit pas votre mot de passe : il ne peut que croire votre fournisseur.',
    tls: 'TLS empêche les tiers de lire et de changer ce qui passe par une connexion, de votre programme à votre fournisseur, et d’un serveur à l’autre quand les deux le savent. Il ne dit rien de qui a écrit le message, et chaque serveur en route le lit en clair.',
    domains:
      'Trois enregistrements du DNS permettent à un domaine de répondre de son courrier. SPF énumère les serveurs qui peuvent l’employer dans MAIL FROM. DKIM signe l’en-tête et le corps, si bien qu’un changement se voit. DMARC dit que faire du courrier dont le From n’est confirmé par aucun des deux.',
    people:
      'Avec S/MIME ou OpenPGP, c’est une personne qui signe et qui chiffre, non un serveur : seul le destinataire peut lire le texte, où qu’il se trouve. L’en-tête reste ouvert, en général avec l’objet : qui écrit à qui reste visible.',
  },
  port: {
    title: 'Trouver l’hôte et le port',
    ports:
      'Le port 465 est chiffré dès le premier octet et vient aujourd’hui en premier. Le port 587 commence en clair et passe à TLS par STARTTLS. Le port 25 sert aux serveurs entre eux ; beaucoup de réseaux le ferment aux autres.',
    provider:
      'L’aide de votre fournisseur l’appelle « serveur de courrier sortant » ou « serveur SMTP ». Inutile de le chercher : donnez votre adresse sous Comptes, Ajouter, et ce programme interroge votre domaine, des listes connues et, au besoin, les ports eux-mêmes.',
    name: 'L’identifiant est le plus souvent l’adresse entière. Là où un second facteur est actif, les fournisseurs veulent un mot de passe fait pour ce seul programme (mot de passe d’application), ou une connexion dans le navigateur. Les réponses arrivent où elles arrivent toujours : ce programme ne fait qu’envoyer.',
  },
  smtp: {
    title: 'Quand SMTP sert',
    away: 'SMTP emporte le courrier : de votre programme à votre fournisseur, ce qu’on nomme la soumission, puis de serveur en serveur jusqu’au dernier. Le courrier se relève par d’autres protocoles, IMAP ou POP3, ou se lit sur une page web.',
    accepted:
      'Quand le serveur répond 250 au point final, il tient le message et en répond désormais : il le remet, ou il envoie un avis. Accepté n’est pas remis, et aucun expéditeur ne peut en voir davantage.',
  },
};
