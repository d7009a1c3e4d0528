const NAMES: Readonly<Record<string, string>> = {
  recovery_code: 'Code to recover access',
  sign_in_code: 'Code to sign in',
  confirmation_code: 'Code to confirm it is you',
  pin_changed: 'Notice: PIN changed',
  password_changed: 'Notice: password changed',
};

export function sayTemplate(template: string): string {
  return NAMES[template] ?? template.replaceAll('_', ' ');
}
