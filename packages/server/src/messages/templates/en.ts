import type { Templates } from './templates.ts';

export const EN: Templates = {
  recovery_code: {
    subject: '{tenant}: your recovery code',
    text: '{code} is your {tenant} code to recover access. Valid for {minutes} min. Nobody from {tenant} will ever ask you for it.',
  },
  sign_in_code: {
    subject: '{tenant}: your sign-in code',
    text: '{code} is your {tenant} code to sign in. Valid for {minutes} min. Nobody from {tenant} will ever ask you for it.',
  },
  confirmation_code: {
    subject: '{tenant}: your confirmation code',
    text: '{code} is your {tenant} code to confirm it is you. Valid for {minutes} min. Nobody from {tenant} will ever ask you for it.',
  },
  pin_changed: {
    subject: '{tenant}: your PIN was changed',
    text: 'Your {tenant} PIN was changed on {time}. If it was not you, contact {tenant} at once.',
  },
  password_changed: {
    subject: '{tenant}: your password was changed',
    text: 'Your {tenant} password was changed on {time}. If it was not you, contact {tenant} at once.',
  },
};
