import { describe, expect, it } from 'vitest';
import { Pin } from './pin.ts';
import {
  isSecurityImage,
  judgePrompt,
  PHRASE_LENGTH_MAX,
  SECURITY_IMAGES,
} from './security-prompt.ts';

const judge = (phrase: string, newPin: string | null = '8305', image = 'boat') =>
  judgePrompt({ image, phrase }, Pin.parse(newPin));
const refused = (rule: string) => ({ accepted: false, rule });

describe('a picture', () => {
  it('is one of those there are', () => {
    for (const image of SECURITY_IMAGES) {
      expect(judge('quiet river', null, image)).toMatchObject({ accepted: true });
    }
    for (const image of ['', 'Boat', 'boat.png', '../boat', 'toString', '__proto__']) {
      expect(isSecurityImage(image)).toBe(false);
      expect(judge('quiet river', null, image)).toEqual(refused('image_unknown'));
    }
  });
});

describe('a phrase', () => {
  it('comes back as it is shown, without blanks around it', () => {
    const prompt = { image: 'boat', phrase: 'grüner Fluß 🛶' };
    expect(judge('  grüner Fluß 🛶 ')).toEqual({ accepted: true, prompt });
  });

  it('is not empty, nor longer than a line', () => {
    for (const empty of ['', '   ', '\u00a0'])
      expect(judge(empty)).toEqual(refused('phrase_empty'));
    expect(judge('x'.repeat(PHRASE_LENGTH_MAX))).toMatchObject({ accepted: true });
    expect(judge('x'.repeat(PHRASE_LENGTH_MAX + 1))).toEqual(refused('phrase_length'));
  });

  it.each(['\n', '\u0000', '\u200b', '\u2060', '\u202e', '\u2066', '\u2028', '\ufeff', '\ud800'])(
    'holds nothing nobody sees: %j',
    (hidden) => {
      expect(judge(`quiet${hidden}river`)).toEqual(refused('phrase_characters'));
    },
  );

  it('does not hold the new PIN, also not spread out or in other digits', () => {
    for (const phrase of ['my 8305', '8-3-0-5', '8 boats, 3 birds, 0 rain, 5 days', '８３０５']) {
      expect(judge(phrase)).toEqual(refused('phrase_has_pin'));
    }
    expect(judge('my 8350')).toMatchObject({ accepted: true });
    expect(judge('summer of 1968')).toMatchObject({ accepted: true });
  });

  it('holds no four digits where the PIN is not at hand', () => {
    expect(judge('summer of 1968', null)).toEqual(refused('phrase_has_pin'));
    expect(judge('19 boats, 68 birds', null)).toEqual(refused('phrase_has_pin'));
    expect(judge('room 101', null)).toMatchObject({ accepted: true });
  });
});
