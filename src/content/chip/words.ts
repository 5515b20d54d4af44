import type messages from '../../../_locales/en/messages.json';
import { message } from '../browser.ts';

/** The sentence of a key of `_locales/en/messages.json` in the browser's language, `$1`, `$2` … replaced. */
export function text(key: keyof typeof messages, ...substitutions: readonly string[]): string {
	return message(key, ...substitutions);
}

/** The name of a country (ISO 3166-1 alpha-2) in that language. */
export function countryName(country: string): string {
	names ??= new Intl.DisplayNames(text('language'), { type: 'region' });
	return names.of(country) ?? country;
}

let names: Intl.DisplayNames | undefined;
