import type { Templates } from './templates.ts';

export const FR: Templates = {
  recovery_code: {
    subject: '{tenant} : votre code de récupération',
    text: '{code} est votre code {tenant} pour retrouver votre accès. Valable {minutes} min. Personne chez {tenant} ne vous le demandera jamais.',
  },
  sign_in_code: {
    subject: '{tenant} : votre code de connexion',
    text: '{code} est votre code {tenant} pour vous connecter. Valable {minutes} min. Personne chez {tenant} ne vous le demandera jamais.',
  },
  confirmation_code: {
    subject: '{tenant} : votre code de confirmation',
    text: "{code} est votre code {tenant} pour confirmer que c'est vous. Valable {minutes} min. Personne chez {tenant} ne vous le demandera jamais.",
  },
  pin_changed: {
    subject: '{tenant} : votre PIN a changé',
    text: "Votre PIN {tenant} a été changé le {time}. Si ce n'était pas vous, prévenez {tenant} immédiatement.",
  },
  password_changed: {
    subject: '{tenant} : votre mot de passe a changé',
    text: "Votre mot de passe {tenant} a été changé le {time}. Si ce n'était pas vous, prévenez {tenant} immédiatement.",
  },
};
