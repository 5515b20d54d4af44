import { COUNTRIES } from '../../shared/countries.ts';
import { button } from './button.ts';
import { element } from './element.ts';
import { countryName, text } from './words.ts';

/** From which country the site's national numbers are, and a way to change that; nothing where it does not matter. */
export function siteCountry(country: string, change: (country: string, event: Event) => void): Node[] {
	if (!country) return [];
	const words = element('p', {}, text('site_country', countryName(country)));
	const row = element('div', { class: 'site' }, words);
	const choose = button(text('change'), text('site_country_change'), () => {
		const choice = choiceOf(country);
		// With the keys one passes by other countries on the way to the one that is meant.
		const save = button(text('save'), text('save'), (event) => change(choice.value, event));
		row.replaceChildren(words, choice, save);
		choice.focus();
	});
	row.append(choose);
	return [row];
}

/** All countries by their names, the present one chosen. */
function choiceOf(country: string): HTMLSelectElement {
	const compare = new Intl.Collator(text('language')).compare;
	const named = COUNTRIES.map((value) => ({ value, name: countryName(value) }));
	const options = named
		.sort((a, b) => compare(a.name, b.name))
		.map(({ value, name }) => element('option', { value }, name));
	const choice = element('select', { 'aria-label': text('country') }, ...options);
	choice.value = country;
	return choice;
}
