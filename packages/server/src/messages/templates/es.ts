import type { Templates } from './templates.ts';

export const ES: Templates = {
  recovery_code: {
    subject: '{tenant}: su código de recuperación',
    text: '{code} es su código de {tenant} para recuperar el acceso. Válido {minutes} min. Nadie de {tenant} se lo pedirá nunca.',
  },
  sign_in_code: {
    subject: '{tenant}: su código para entrar',
    text: '{code} es su código de {tenant} para entrar. Válido {minutes} min. Nadie de {tenant} se lo pedirá nunca.',
  },
  confirmation_code: {
    subject: '{tenant}: su código de confirmación',
    text: '{code} es su código de {tenant} para confirmar que es usted. Válido {minutes} min. Nadie de {tenant} se lo pedirá nunca.',
  },
  pin_changed: {
    subject: '{tenant}: su PIN ha cambiado',
    text: 'Su PIN de {tenant} se cambió el {time}. Si no fue usted, avise a {tenant} de inmediato.',
  },
  password_changed: {
    subject: '{tenant}: su contraseña ha cambiado',
    text: 'Su contraseña de {tenant} se cambió el {time}. Si no fue usted, avise a {tenant} de inmediato.',
  },
};
