import type { Wording } from './english.ts';

const CHOOSE =
  'Des chiffres que vous seul connaissez. Ni anniversaire ni 123456 : on les devine en premier.';
const AGAIN = 'Encore une fois, pour être sûr de ce que vous avez tapé.';

export const FRENCH: Wording = {
  screens: {
    common: {
      continue: 'Continuer',
      showPin: 'Afficher le code',
      hidePin: 'Masquer le code',
      confirm: 'Confirmer',
      retry: 'Réessayer',
    },
    initPincode: {
      headline: 'Choisissez votre {{pin}}',
      headline2: 'code PIN',
      subhead: CHOOSE,
    },
    confirmInitPincode: {
      headline: 'Saisissez à nouveau votre {{pin}}',
      headline2: 'code PIN',
      subhead: AGAIN,
    },
    enterPincode: {
      headline: 'Saisissez votre {{pin}}',
      headline2: 'code PIN',
      subhead: 'Celui que vous utilisez actuellement.',
      forgotPin: 'Code oublié ?',
    },
    newPincode: {
      headline: 'Choisissez un nouveau {{pin}}',
      headline2: 'code PIN',
      subhead: CHOOSE,
    },
    confirmNewPincode: {
      headline: 'Saisissez à nouveau le nouveau {{pin}}',
      headline2: 'code PIN',
      subhead: AGAIN,
    },
    recoverPincode: {
      headline: 'Répondez à vos {{pin}}',
      headline2: 'questions de sécurité',
      subhead: 'Avec les bonnes réponses, vous choisissez un nouveau code.',
      answerInputHeader: 'Votre réponse',
      answerInputPlaceholder: 'Tapez votre réponse',
    },
    securityIntros: {
      headline: 'Préparez vos {{method}} en cas d’oubli du code',
      headline2: 'questions de sécurité',
      description:
        'Vos réponses vous permettent de choisir un nouveau code si vous oubliez celui-ci. Personne d’autre ne les connaît : ni l’application, ni nous.',
      link: 'En savoir plus',
    },
    securityQuestions: {
      title: 'Choisissez vos questions de sécurité',
      questionHeader: 'Question',
      questionPlaceholder: 'Choisissez une question',
      requiredMark: '*',
      answerHeader: 'Réponse',
      answerPlaceholder: 'Tapez votre réponse',
      answerHintHeader: 'Indice (facultatif)',
      answerHintPlaceholder: 'Quelque chose qui ne parle qu’à vous',
    },
    securitySummary: {
      title: 'Vérifiez vos questions et réponses',
      question: 'Question {{ordinal}}',
    },
    securityConfirm: {
      title: 'Avant de terminer',
      headline: 'Lisez ceci et confirmez que vous l’avez compris.',
      inputHeadline: 'Tapez « {{phrase}} » pour continuer',
      inputPlaceholder: '{{phrase}}',
      inputMatch: 'J’accepte',
    },
  },
  statements: [
    'Pour entrer, il me faut mon code PIN ou toutes mes réponses.',
    'Si j’oublie les deux, je risque de perdre l’accès.',
  ],
  page: {
    close: 'Fermer',
    back: 'Retour',
    loading: 'Un instant…',
    pin: 'Code PIN',
    digit: 'Chiffre {n} sur {total} du code PIN',
    hint: 'Indice',
    done: 'Terminé',
    ended: 'Vous pouvez fermer cette page',
    offline: 'Pas de connexion',
    elsewhere: 'Votre page de code PIN s’ouvre depuis un lien de votre application',
    goBack: 'Retournez dans votre application et commencez là.',
  },
  errors: {
    wrongPin: 'Ce n’est pas votre code PIN.',
    wrongAnswers: 'Au moins une réponse n’est pas la bonne.',
    pinLocked: 'Trop de codes erronés.',
    answersLocked: 'Trop de réponses erronées.',
    until: 'Vous pourrez réessayer après : {time}.',
    expired: 'Cette demande a expiré. Retournez dans votre application et recommencez.',
    settled: 'Cette demande a déjà servi. Retournez dans votre application et recommencez.',
    session: 'Votre application n’a pas été reconnue. Retournez-y et recommencez.',
    disabled: 'Votre compte est désactivé. Adressez-vous aux responsables de l’application.',
    pinsDiffer: 'Les deux codes diffèrent. Choisissez à nouveau votre code.',
    weakPin: 'Ce code se devine trop facilement. Choisissez-en un autre.',
    usedPin: 'Vous avez déjà utilisé ce code. Choisissez-en un autre.',
    personalPin: 'Ce code fait partie de vos données personnelles. Choisissez-en un autre.',
    hintIsAnswer: 'L’indice ne doit pas être la réponse. Modifiez-le ou effacez-le.',
    tooSlow: 'Cela a pris trop de temps. Répondez encore une fois à vos questions.',
    badQuestions: 'Corrigez ou raccourcissez vos questions, réponses et indices.',
    network: 'Erreur réseau : le serveur ne répond pas. Vérifiez la connexion et réessayez.',
    other: 'Cela n’a pas fonctionné. Réessayez.',
    final: 'Cela n’a pas fonctionné. Retournez dans votre application et recommencez.',
  },
  triesLeft: { one: 'Il reste {n} essai', other: 'Il reste {n} essais' },
  questions: {
    text: [
      'Comment s’appelait votre premier animal ?',
      'Dans quelle ville vos parents se sont-ils rencontrés ?',
      'Comment s’appelait votre première institutrice ou votre premier instituteur ?',
      'Quel métier vouliez-vous faire enfant ?',
      'Dans quelle rue avez-vous grandi ?',
      'Quel est le premier plat que vous avez appris à cuisiner ?',
      'Quel était votre surnom d’enfance ?',
      'Quel a été votre premier concert ?',
      'De quelle marque était votre premier téléphone ?',
    ],
    date: ['Quel est le jour de naissance de votre grand-mère ?'],
  },
};
