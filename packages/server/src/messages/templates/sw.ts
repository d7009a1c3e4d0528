import type { Templates } from './templates.ts';

export const SW: Templates = {
  recovery_code: {
    subject: '{tenant}: msimbo wako wa kurejesha',
    text: '{code} ni msimbo wako wa {tenant} wa kurejesha ufikiaji. Unatumika kwa dakika {minutes}. Hakuna mtu wa {tenant} atakayekuuliza.',
  },
  sign_in_code: {
    subject: '{tenant}: msimbo wako wa kuingia',
    text: '{code} ni msimbo wako wa {tenant} wa kuingia. Unatumika kwa dakika {minutes}. Hakuna mtu wa {tenant} atakayekuuliza.',
  },
  confirmation_code: {
    subject: '{tenant}: msimbo wako wa kuthibitisha',
    text: '{code} ni msimbo wako wa {tenant} wa kuthibitisha kuwa ni wewe. Unatumika kwa dakika {minutes}. Hakuna mtu wa {tenant} atakayekuuliza.',
  },
  pin_changed: {
    subject: '{tenant}: PIN yako imebadilishwa',
    text: 'PIN yako ya {tenant} ilibadilishwa {time}. Kama si wewe, wasiliana na {tenant} mara moja.',
  },
  password_changed: {
    subject: '{tenant}: nenosiri lako limebadilishwa',
    text: 'Nenosiri lako la {tenant} lilibadilishwa {time}. Kama si wewe, wasiliana na {tenant} mara moja.',
  },
};
