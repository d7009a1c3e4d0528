import type { PromptMessages } from './prompt-messages.ts';

export const FR_PROMPT: PromptMessages = {
  yours: 'Votre image et votre phrase. Si ce ne sont pas les vôtres, arrêtez-vous.',
  add: 'Ajouter une image et une phrase',
  replace: 'Choisir une autre image et une autre phrase',
  why: 'Facultatif. Vous les verrez désormais avant de taper votre code. Une page qui ne peut pas les montrer est un faux.',
  picture: 'Image',
  noPicture: 'Aucune',
  samePicture: 'Celle d’avant',
  phrase: 'Votre phrase',
  phraseNote: (max) =>
    `Quelques mots que vous seul choisiriez, sans votre code PIN. Jusqu’à ${max} caractères.`,
  rules: {
    image_unknown: () => 'Choisissez une image pour votre phrase.',
    phrase_empty: () =>
      'Écrivez une phrase pour votre image, ou ne choisissez ni l’une ni l’autre.',
    phrase_length: (max) => `Cette phrase est trop longue. Le maximum est de ${max} caractères.`,
    phrase_characters: () =>
      'Retirez de votre phrase les émojis et les caractères qui ne se voient pas.',
    phrase_has_pin: () =>
      'Votre phrase ne doit pas contenir votre code PIN, car elle s’affiche avant que vous le tapiez.',
  },
  pictures: {
    apple: 'Pomme',
    balloon: 'Ballon',
    banana: 'Banane',
    boat: 'Bateau',
    broccoli: 'Brocoli',
    butterfly: 'Papillon',
    car: 'Voiture',
    coffee: 'Café',
    cookies: 'Biscuits',
    default: 'Bouclier',
    diamond: 'Diamant',
    drum: 'Tambour',
    fish: 'Poisson',
    horse: 'Cheval',
    microphone: 'Microphone',
    panda: 'Panda',
    pelican: 'Pélican',
    pyramids: 'Pyramides',
    robot: 'Robot',
    swan: 'Cygne',
    tiger: 'Tigre',
    tomatoes: 'Tomates',
    watch: 'Montre',
  },
};
