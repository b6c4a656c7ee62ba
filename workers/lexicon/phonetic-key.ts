/**
 * Rules applied in this order, from letters (lower case) to sounds (capitals where a letter would be read again). They merge what
 * people confuse when they write by ear, so that "chek" and "chèque", "emprin" and "emprunt", "remize" and "remise" are one.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/ç/g, 'ss'],
  [/er(?=s?$)/g, 'e'],
  [/(?<=[mn])p(?=t)/g, ''],
  [/sch|sh|ch(?![rln])/g, 'X'],
  [/ph/g, 'f'],
  [/h/g, ''],
  [/oeu|oe/g, 'eu'],
  [/eau|au|eo(?=s?$)/g, 'o'],
  [/([^s]|^)ti(?=on|el|al|aire)/g, '$1Si'],
  [/cc(?=[eiy])|x(?=.)/g, 'kS'],
  [/sc(?=[eiy])/g, 'S'],
  [/c(?=[eiy])/g, 'S'],
  [/qu?|ck|c/g, 'k'],
  [/gu(?=[eiy])/g, 'G'],
  [/g(?=[eiy])/g, 'j'],
  [/je(?=[ao])/g, 'j'],
  [/gn/g, 'N'],
  [/ss/g, 'S'],
  [/(?<=[aeiouy])s(?=[aeiouy])/g, 'z'],
  [/s/g, 'S'],
  [/oin/g, 'WI'],
  [/ien(?![aeiouynmAIOUW])/g, 'iI'],
  [/(?:ai|ei|[iyu])[nm](?![aeiouynmAIOUW])/g, 'I'],
  [/[ae][nm](?![aeiouynmAIOUW])/g, 'A'],
  [/o[nm](?![aeiouynmAIOUW])/g, 'O'],
  [/ill(?=[aeiouy])/g, 'i'],
  [/o[iy]/g, 'Wa'],
  [/ou/g, 'U'],
  [/[ae][iy]/g, 'e'],
  [/y/g, 'i'],
  [/w/g, 'v'],
  [/(.)\1+/g, '$1'],
];

/** Not heard at the end of a word; then an e-sound is dropped, whichever way it is written (-e, -é, -er, -ez, -et, -ée). */
const SILENT_CONSONANTS = /(?<=..)[tdpSzx]+$/;
const E_SOUND = /(?<=..)e$/;

/** How a French word sounds, roughly; accents do not count, as they are often left out, but for the cedilla. Takes lower case NFC. */
export function phoneticKey(word: string): string {
  const letters = word
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'e')
    .replaceAll('ç', '\u0000')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('\u0000', 'ç');
  const sounds = RULES.reduce((text, [pattern, sound]) => text.replace(pattern, sound), letters);
  return sounds.replace(SILENT_CONSONANTS, '').replace(E_SOUND, '');
}
