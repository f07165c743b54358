import { describe, expect, it } from 'vitest';
import { findDamage } from '../../../src/contract/reading/text-damage.ts';

const latin1 = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

describe('findDamage', () => {
  it.each([
    ['English', ['Add to cart', "Don't", 'Buy now!', 'Why?', '3 for 2 - 50% off', 'Sign in / up', 'What? No!']],
    ['French', ['Déconnexion', '« Ajouter au panier »', 'Où ça ?', 'Être', 'À bientôt', 'Prix : 12,50 €', 'l’été']],
    ['German', ['Größe wählen', 'Über uns', 'Straße', '„Kaufen“', 'ÄÖÜäöüß', '5 m²']],
    ['Spanish and Portuguese', ['¿Cuánto cuesta?', '¡Hola!', 'Año', 'São Paulo', 'Ação', 'Ã', 'Â']],
    ['Polish and Turkish', ['Zażółć gęślą jaźń', 'İstanbul', 'ışık']],
    ['Vietnamese', ['Đăng xuất', 'Tiếng Việt']],
    ['Japanese', ['次へ', 'カートに入れる', 'ログイン？', 'なぜ?']],
    ['Chinese and Korean', ['加入购物车', '장바구니']],
    ['Arabic and Hebrew', ['أضف إلى السلة', 'הוסף לסל']],
    ['Greek and Russian', ['Καλάθι', 'Корзина', 'Что?']],
    ['emoji', ['🛒', '👩‍👩‍👧', '❤️ 5', '🇦🇹']],
    ['symbols', ['©', '®', '½', '×', '°C', '±5', '§ 3', 'µm', '»', '«', '¿', 'Ð', '£5', '¥', '\u00a0']],
    ['markup as a text', ['<b>', 'a & b', '<T>', 'if (a < b && b > c)', '"quoted"', '&']],
    ['an entity that a page does show, next to raw markup', ['&amp;', 'Terms & conditions', 'How to write &lt;b&gt;']],
    ['question marks', ['why?', '???', 'a?', '?b', 'Really?Yes!'.replace('?Y', '? Y'), '/search?q=a', '/a?b=c&d=é']],
    ['paths', ['/Shop/page-0-1/?q=a%20b', '/produits/%C3%A9t%C3%A9/', '/a?b']],
    ['addresses', ['https://x.example/%C3%A9t%C3%A9?q=a', 'faq?id=3']],
    ['emphasis', ['Really????', 'Ready?Go', 'Why???']],
    ['a path of Windows', ['C:\\temp\\new']],
    ['percent signs', ['50%25 off', '100%']],
    ['an encoded path', ['/100%25/', '/a%20b/']],
    ['nothing', []],
    ['empty texts', ['', ' ']],
  ])('finds nothing in %s', (_, texts) => {
    for (const text of texts.filter((one) => !one.startsWith('&')))
      expect([text, findDamage([text, 'Terms & conditions'])]).toEqual([text, undefined]);
    expect(findDamage(texts)).toBeUndefined();
  });

  it.each([
    ['lost characters', ['D\ufffdconnexion'], /U\+FFFD/],
    ['half an emoji', ['\ud83d'], /cut inside a character/],
    ['the other half', ['OK \uded2 OK'], /cut inside a character/],
    ['UTF-8 read as Latin-1', [latin1('Déconnexion')], /UTF-8 twice/],
    ['Japanese read as Latin-1', ['OK', latin1('次へ')], /UTF-8 twice/],
    ['HTML entities without any raw markup', ['Terms &amp; conditions', 'OK'], /escaped for HTML/],
    [
      'entities where quotes and ">" are not escaped',
      ['Terms &amp; &lt;b>conditions&lt;/b>', '"Buy" now'],
      /escaped for HTML/,
    ],
    ['numeric entities', ['Don&#39;t', 'It&#x27;s'], /escaped for HTML/],
    ['letters as entities', ['D&eacute;connexion', 'Terms & conditions'], /escaped for HTML/],
    ['letters as numeric entities', ['D&#233;connexion', 'a < b'], /escaped for HTML/],
    ['escapes of JSON for letters', ['D\\u00e9connexion'], /for JSON twice/],
    ['escapes of JSON for quotes', ['\\"Buy\\" now'], /for JSON twice/],
    ['everything in quotes', ['"OK"', '"Shop"', '"Add to cart"'], /for JSON twice/],
    ['percent-encoded letters', ['D%C3%A9connexion', 'Add to cart'], /percent-encoded inside JSON/],
    ['percent-encoded spaces', ['Add%20to%20cart', 'OK'], /percent-encoded inside JSON/],
    ['paths encoded twice', ['/%25C3%25A9t%25C3%25A9/', '/a%2520b/', '/'], /Paths are percent-encoded twice/],
    ['question marks inside words', ['D?connexion', 'OK'], /question marks/],
    ['nothing but question marks', ['????', 'OK'], /question marks/],
  ])('finds %s', (_, texts, cause) => {
    expect(findDamage(texts)).toEqual({ text: expect.any(String), cause: expect.stringMatching(cause) });
  });
});
