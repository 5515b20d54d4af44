import { COUNTRIES } from '../shared/countries.ts';
import type { Option } from './components/select.tsx';

/** Their names in a language (BCP 47), in its order. */
export function countries(language: string): Option[] {
	const names = new Intl.DisplayNames(language, { type: 'region' });
	const compare = new Intl.Collator(language).compare;
	return COUNTRIES.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) =>
		compare(a.label, b.label),
	);
}
