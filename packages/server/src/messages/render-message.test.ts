import { describe, expect, it } from 'vitest';
import { CODE_TEMPLATES, MESSAGE_TEMPLATES, NOTICE_TEMPLATES } from '../core/model/message.ts';
import { brokenTextRule, DEFAULT_MESSAGES } from '../core/model/message-settings.ts';
import { LANGUAGES } from '../core/model/pages.ts';
import { renderMessage } from './render-message.ts';
import { TEMPLATES } from './templates/catalogue.ts';

const AT = Date.parse('2026-01-31T09:05:59Z');
const CODE = { code: '831046' };
const acme = { name: 'Acme', messages: DEFAULT_MESSAGES };
const written = {
  ...({ id: 'm-1', to: 'ann@example.com', template: 'recovery_code', language: 'en' } as const),
  ...{ at: AT, expiresAt: AT + 600_000 },
};

describe('our own words', () => {
  const all = LANGUAGES.flatMap((language) =>
    MESSAGE_TEMPLATES.map((template) => [language, template] as const),
  );

  it.each(all)('in %s for %s keep the rules a tenant has to keep', (language, template) => {
    expect(brokenTextRule(template, TEMPLATES[language][template])).toBeNull();
  });

  it.each(all)('in %s for %s name everything there is to say', (language, template) => {
    const { subject, text } = TEMPLATES[language][template];
    const isCode = (CODE_TEMPLATES as readonly string[]).includes(template);
    for (const name of isCode ? ['code', 'tenant', 'minutes'] : ['tenant', 'time'])
      expect(text).toContain(`{${name}}`);
    expect(subject).toContain('{tenant}');
    if (language !== 'en') expect(text).not.toBe(TEMPLATES.en[template].text);
    const message = { ...written, template, language };
    expect(renderMessage(message, CODE, acme, AT).text.length).toBeLessThanOrEqual(160);
  });

  it.each(LANGUAGES)('in %s tell the templates apart', (language) => {
    const texts = MESSAGE_TEMPLATES.map((template) => TEMPLATES[language][template].text);
    expect(new Set(texts).size).toBe(MESSAGE_TEMPLATES.length);
  });
});

describe('a message', () => {
  it('of a code tells what it is for and how long it is good from now on', () => {
    expect(renderMessage(written, CODE, acme, AT + 250)).toEqual({
      ...{ id: 'm-1', to: 'ann@example.com', sender: 'Acme', language: 'en' },
      subject: 'Acme: your recovery code',
      text:
        '831046 is your Acme code to recover access. Valid for 10 min. ' +
        'Nobody from Acme will ever ask you for it.',
    });
    const late = renderMessage(written, CODE, acme, AT + 599_000);
    expect(late.text).toContain('Valid for 1 min.');
  });

  it.each(NOTICE_TEMPLATES)('of %s tells when it happened', (template) => {
    const { text } = renderMessage({ ...written, template }, {}, acme, AT + 3_600_000);
    expect(text).toContain('2026-01-31 09:05 UTC');
    expect(text).toContain('If it was not you');
  });

  it("is in the tenant's own words for this template and language, under its own name", () => {
    const own = { subject: 'Hi from {tenant}', text: '{code}!\nGood for {minutes}.' };
    const templates = { recovery_code: { sw: own } };
    const tenant = { name: 'Acme', messages: { ...DEFAULT_MESSAGES, sender: 'Pesa', templates } };
    const inSwahili = renderMessage({ ...written, language: 'sw' }, CODE, tenant, AT);
    expect(inSwahili).toMatchObject({ subject: 'Hi from Acme', text: '831046!\nGood for 10.' });
    expect(inSwahili.sender).toBe('Pesa');
    const inEnglish = renderMessage(written, CODE, tenant, AT);
    expect(inEnglish.subject).toBe('Acme: your recovery code');
    const forSignIn = { ...written, template: 'sign_in_code', language: 'sw' } as const;
    expect(renderMessage(forSignIn, CODE, tenant, AT).text).toContain('kuingia');
  });

  it('is not taken apart by the name of a tenant', () => {
    const tenant = { ...acme, name: 'A{code}\r\nBcc: eve@evil.example' };
    const { subject, sender, text } = renderMessage(written, CODE, tenant, AT);
    expect(`${subject}${sender}`).not.toMatch(/[\r\n]/);
    expect(subject).not.toContain('831046');
    expect(text.match(/831046/g)).toHaveLength(1);
  });
});
