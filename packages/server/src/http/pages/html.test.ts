import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from './html.ts';

describe('html', () => {
  it('keeps text text, as content and between the quotes of an attribute', () => {
    const text = `</p><script>alert("1")</script>&amp;'`;
    expect(html`<p title="${text}">${text}</p>`.toString()).toBe(
      '<p title="&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&#39;">' +
        '&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&#39;</p>',
    );
  });

  it('lets no text open a tag, end an attribute or begin an entity of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const markup = html`${text}`.toString();
        expect(markup).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  it('takes markup of its own making as it is, alone or in lists, and escapes it once', () => {
    const items = ['a', 'b & c'].map((each) => html`<li>${each}</li>`);
    expect(html`<ul>${items}</ul>`.toString()).toBe('<ul><li>a</li><li>b &amp; c</li></ul>');
  });

  it('leaves out what is not there, and keeps zero', () => {
    expect(html`[${null}${undefined}${false}${0}${''}]`.toString()).toBe('[0]');
  });

  it('is not fooled by an object that looks like markup', () => {
    const forged = JSON.parse('{"markup":"<b>","toString":null}') as string;
    expect(() => html`${forged}`).toThrow();
  });
});
