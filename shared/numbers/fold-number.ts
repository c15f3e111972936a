const fullWidth = /[\uFF01-\uFF5E]/g;
const fullWidthOffset = 0xfee0;
// White space, the hyphens and dashes a Chinese or Western keyboard gives, and marks that have no width but survive a paste.
const separators = /[\s\-\u00AD\u2010-\u2015\u2212\u30FC\u200B-\u200D\u2060]/g;

/**
 * What a person meant by a typed or pasted number: full-width characters become ASCII, a-z become A-Z, spaces and hyphens go.
 * Everything else stays, so that a check can name it. Total; idempotent.
 * @example foldNumber(" a12-345 67４") // "A12345674"
 */
export function foldNumber(text: string): string {
  return text
    .replace(fullWidth, (character) => String.fromCharCode(character.charCodeAt(0) - fullWidthOffset))
    .replace(separators, "")
    .replace(/[a-z]/g, (letter) => letter.toUpperCase());
}
