import { html } from '../../pages/html.ts';
import type { Messages } from './messages.ts';
import { FR_PROMPT } from './prompt/fr.ts';

export const FR: Messages = {
  direction: 'ltr',
  ownName: 'Français',
  languages: 'Langue',
  home: {
    title: 'Votre page de code PIN s’ouvre depuis un lien',
    text: 'Votre application crée ce lien quand vous choisissez, changez ou récupérez un code. Retournez dans l’application et commencez là.',
  },
  nowhere: {
    title: 'Ce lien ne mène nulle part',
    text: 'Il est peut-être incomplet ou trop ancien. Retournez dans votre application et demandez-en un nouveau.',
  },
  tasks: {
    set: {
      title: 'Choisissez votre code PIN',
      lead: 'Prenez des chiffres que vous seul connaissez. Un anniversaire ou 1234 se devine en premier.',
      button: 'Enregistrer le code',
      done: 'Votre code PIN est enregistré',
    },
    change: {
      title: 'Changez votre code PIN',
      lead: 'D’abord le code que vous avez maintenant, puis celui que vous voulez.',
      button: 'Changer le code',
      done: 'Votre code PIN est changé',
    },
    verify: {
      title: 'Saisissez votre code PIN',
      lead: 'Celui que vous utilisez actuellement.',
      button: 'Confirmer',
      done: 'Votre code PIN est confirmé',
    },
    recover: {
      title: 'Choisissez un nouveau code PIN',
      lead: 'Prenez des chiffres que vous seul connaissez. Un anniversaire ou 1234 se devine en premier.',
      button: 'Enregistrer le nouveau code',
      done: 'Votre nouveau code PIN est enregistré',
    },
    set_questions: {
      title: 'Choisissez vos questions de sécurité',
      lead: 'Si vous oubliez votre code, vos réponses vous permettent d’en choisir un nouveau.',
      button: 'Enregistrer les questions',
      done: 'Vos questions de sécurité sont enregistrées',
    },
    initialise: {
      title: 'Préparez votre code PIN',
      lead: 'Un code, et des questions qui vous permettent d’en choisir un nouveau en cas d’oubli.',
      button: 'Enregistrer',
      done: 'Votre code PIN est prêt',
    },
  },
  fields: {
    pin: 'Code PIN',
    currentPin: 'Code actuel',
    newPin: 'Nouveau code',
    repeatPin: 'Nouveau code, encore une fois',
    repeatNote: 'Encore une fois, pour être sûr de ce que vous avez tapé.',
    digits: (min, max) => (min === max ? `${min} chiffres` : `${min} à ${max} chiffres`),
    show: 'Afficher',
    hide: 'Masquer',
    question: (number) => `Question ${number}`,
    chooseQuestion: 'Choisissez une question',
    ownQuestion: 'Ou écrivez votre propre question',
    answer: 'Réponse',
    hint: 'Indice (facultatif)',
    hintNote: 'Vous le verrez à côté de la question. Il ne doit pas trahir la réponse.',
    code: 'Code reçu dans le message',
  },
  busy: 'Un instant…',
  forgot: 'Code oublié ?',
  defaultQuestions: [
    'Comment s’appelait votre premier animal de compagnie ?',
    'Dans quelle ville vos parents se sont-ils rencontrés ?',
    'Comment s’appelait votre premier instituteur ou institutrice ?',
    'Quel métier vouliez-vous faire quand vous étiez enfant ?',
    'Dans quelle rue avez-vous grandi ?',
    'Quel est le premier plat que vous avez appris à cuisiner ?',
    'Quel était votre surnom dans votre enfance ?',
    'De quelle marque était votre premier téléphone ?',
  ],
  proof: {
    title: 'Code oublié ?',
    lead: 'Montrez d’abord que c’est bien vous. Vous choisirez ensuite un nouveau code.',
    answers: 'Répondez à vos questions',
    hintIs: (hint) => `Votre indice : ${hint}`,
    checkAnswers: 'Vérifier les réponses',
    byCode: 'Recevez un code à usage unique',
    byCodeLead: 'Nous l’envoyons par e-mail ou par SMS, à l’adresse que nous connaissons.',
    sendCode: 'M’envoyer un code',
    codeSent: (digits, minutes) =>
      `Nous vous avons envoyé un code de ${digits} chiffres. Il est valable ${minutes} minutes.`,
    checkCode: 'Vérifier le code',
    sendAgain: 'Envoyer un nouveau code',
    otherWay: 'Essayer autrement',
    neither:
      'Rien ne permet ici de montrer que c’est bien vous : ni questions de sécurité, ni adresse où envoyer un code. Demandez de l’aide à l’assistance.',
    proven: 'C’est exact. Choisissez maintenant un nouveau code PIN.',
  },
  over: {
    used: { title: 'Ce lien a déjà servi', text: 'Il n’y a plus rien à faire ici.' },
    expired: {
      title: 'Ce lien a expiré',
      text: 'Rien n’a été changé. Retournez dans votre application et demandez-en un nouveau.',
    },
    locked: 'Bloqué pour le moment',
    pinExists: {
      title: 'Vous avez déjà un code PIN',
      text: 'Il n’y a rien à choisir ici. Pour le remplacer, changez de code dans votre application.',
    },
    noPin: {
      title: 'Vous n’avez pas encore de code PIN',
      text: 'Retournez dans votre application et choisissez d’abord un code.',
    },
    pinIsKey: {
      title: 'Votre code PIN se trouve dans votre application',
      text: 'Il ne peut pas être saisi ici. Retournez dans votre application pour confirmer.',
    },
    questionsExist: {
      title: 'Vos questions de sécurité sont déjà enregistrées',
      text: 'Il n’y a plus rien à faire ici.',
    },
    gone: {
      title: 'Ce compte n’existe plus',
      text: 'Retournez dans votre application. Si cela vous surprend, contactez l’assistance.',
    },
    mustChange: {
      title: 'Votre code PIN doit d’abord être changé',
      text: 'Il est exact, mais doit être remplacé avant de servir. Retournez dans votre application et changez-le.',
    },
    back: 'Retour à l’application',
    close: 'Vous pouvez fermer cette page.',
  },
  lock: {
    pin: 'Trop d’essais erronés.',
    answers: 'Trop de réponses fausses.',
    codes: 'Trop de codes erronés.',
    until: (time, wait) => html`Vous pourrez réessayer à ${time} (${wait}).`,
    minutes: (count) => (count < 2 ? `dans ${count} minute` : `dans ${count} minutes`),
    hours: (count) => (count < 2 ? `dans ${count} heure` : `dans ${count} heures`),
    days: (count) => (count < 2 ? `dans ${count} jour` : `dans ${count} jours`),
    support: 'Seule l’assistance peut débloquer ce code.',
    again: 'Vous pouvez réessayer maintenant.',
    newLink: 'Pour cela, retournez dans votre application et demandez un nouveau lien.',
  },
  problems: {
    wrongPin: (left) => `Code PIN erroné. ${triesLeft(left)}`,
    wrongAnswers: (left) => `Au moins une réponse est fausse. ${triesLeft(left)}`,
    wrongCode: (left) =>
      left === 0 ? 'Code erroné. Demandez-en un nouveau.' : `Code erroné. ${triesLeft(left)}`,
    codeClosed: 'Ce code n’est plus valable. Demandez-en un nouveau.',
    codeMalformed: (digits) => `Le code a ${digits} chiffres. Aucun essai n’a été décompté.`,
    codeUnavailable: 'Nous ne pouvons pas vous envoyer de code maintenant.',
    codeLimited:
      'Assez de codes ont été envoyés pour le moment. Cherchez le plus récent ou réessayez dans un quart d’heure.',
    answersMissing: 'Répondez à toutes les questions. Aucun essai n’a été décompté.',
    pinMalformed: 'Un code PIN a 4 à 12 chiffres et rien d’autre. Aucun essai n’a été décompté.',
    mismatch: 'Les deux nouveaux codes sont différents. Saisissez-les encore une fois.',
    grantInvalid:
      'Cela a pris trop de temps, ou a été refusé trop souvent. Montrez à nouveau que c’est bien vous.',
    scriptNeeded:
      'Cette page a besoin de JavaScript, qui chiffre votre saisie. Activez-le, puis rouvrez la page.',
    incomplete: 'Il manque quelque chose. Remplissez tous les champs.',
    unreadable: {
      title: 'Le formulaire n’a pas pu être lu',
      text: 'Rien n’a été changé et aucun essai n’a été décompté.',
    },
    busy: {
      title: 'Trop de demandes en ce moment',
      text: 'Rien n’a été changé et aucun essai n’a été décompté. Réessayez dans un instant.',
    },
    broken: {
      title: 'Un problème est survenu',
      text: 'Vous n’y êtes pour rien. Réessayez dans quelques minutes.',
    },
    tryAgain: 'Réessayer',
  },
  rules: {
    format: () => 'Utilisez uniquement les chiffres de 0 à 9.',
    length: (min, max) =>
      min === max
        ? `Choisissez un code de ${min} chiffres.`
        : `Choisissez un code de ${min} à ${max} chiffres.`,
    repeated: () => 'Les chiffres répétés se devinent en premier. Mélangez-en de différents.',
    sequence: () => 'Les suites comme 1234 se devinent en premier. Mélangez les chiffres.',
    year: () => 'Cela ressemble à une année. Choisissez d’autres chiffres.',
    date: () => 'Cela ressemble à une date. Choisissez d’autres chiffres.',
    keypad: () => 'C’est un dessin sur le clavier. Choisissez des chiffres qui ne forment rien.',
    common: () => 'Beaucoup de gens ont ce code : il se devine en premier. Prenez-en un plus rare.',
    personal: () => 'Ce code fait partie de vos données. Prenez des chiffres sans lien avec vous.',
    same_as_current: () => 'C’est votre code actuel. Choisissez-en un autre.',
    history: () => 'Vous avez déjà eu ce code. Choisissez-en un que vous n’avez pas utilisé.',
  },
  questionRules: {
    count: 'Choisissez deux questions.',
    question_length: 'Choisissez une question, ou écrivez-en une d’au moins 2 caractères.',
    characters: 'Retirez les caractères qui ne se voient pas.',
    question_repeated: 'Choisissez deux questions différentes.',
    answer_empty: 'Répondez à cette question.',
    answer_length: 'Cette réponse est trop longue. Choisissez-en une plus courte.',
    hint_is_answer: 'L’indice ne doit pas être la réponse. Changez-le ou supprimez-le.',
  },
  prompt: FR_PROMPT,
};

function triesLeft(count: number): string {
  return count < 2 ? `Il reste ${count} essai.` : `Il reste ${count} essais.`;
}
