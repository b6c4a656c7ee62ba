import { z } from 'zod';

/** What a user is told about one key: all texts in French. */
export interface KeyFacts {
  /** "secondes", "Mo"…; empty for a choice. */
  unit: string;
  /** Completes « attend … »: "un nombre entier de 1 à 16". */
  allowed: string;
  /** What the key does, in one or two sentences. */
  about: string;
}

/** Facts by schema of a key; filled by the functions below. */
export const KEY_FACTS = z.registry<KeyFacts>();

type Range = readonly [least: number, most: number];
type Words = Pick<KeyFacts, 'unit' | 'about'>;

const figure = (value: number): string => value.toLocaleString('fr-FR').replaceAll(/\s/gu, ' ');
const between = ([least, most]: Range): string => `de ${figure(least)} à ${figure(most)}`;

/** A whole number within `range`, both ends included. */
export const whole = (range: Range, preset: number, { unit, about }: Words) =>
  z
    .int()
    .min(range[0])
    .max(range[1])
    .default(preset)
    .register(KEY_FACTS, { unit, about, allowed: `un nombre entier ${between(range)}` });

/** A whole number, or `auto`: chosen from the machine. */
export const wholeOrAuto = (range: Range, { unit, about }: Words) =>
  z
    .union([z.literal('auto'), z.int().min(range[0]).max(range[1])])
    .default('auto')
    .register(KEY_FACTS, { unit, about, allowed: `auto ou un nombre entier ${between(range)}` });

/** A number, also with a fraction. */
export const decimal = (range: Range, preset: number, { unit, about }: Words) =>
  z
    .number()
    .min(range[0])
    .max(range[1])
    .default(preset)
    .register(KEY_FACTS, { unit, about, allowed: `un nombre ${between(range)}` });

/** On or off. */
export const toggle = (preset: boolean, about: string) =>
  z.boolean().default(preset).register(KEY_FACTS, { unit: '', about, allowed: 'true ou false' });

/** One of a few words. */
export const choice = <const Words extends readonly [string, ...string[]]>(
  words: Words,
  preset: NoInfer<Words[number]>,
  about: string,
) =>
  z
    .enum(words)
    .default(preset as never)
    .register(KEY_FACTS, { unit: '', about, allowed: words.join(', ') });

/** A text that fits `pattern`, or an empty one; `allowed` says how it should look. */
export const text = (pattern: RegExp, preset: string, { about, allowed }: Pick<KeyFacts, 'about' | 'allowed'>) =>
  z
    .union([z.literal(''), z.string().regex(pattern)])
    .default(preset)
    .register(KEY_FACTS, { unit: '', about, allowed });
