import { getCountries } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { COUNTRIES } from '../../../src/shared/countries.ts';
import { countries } from '../../../src/ui/countries.ts';

test('they are those that numbers are read by', () => {
	expect([...COUNTRIES].sort()).toEqual([...getCountries()].sort());
});

test('they stand in the order of their names', () => {
	const labels = countries('de').map(({ label }) => label);
	expect(labels.indexOf('Ägypten')).toBeLessThan(labels.indexOf('Belgien'));
	expect(countries('en').find(({ value }) => value === 'IT')?.label).toBe('Italy');
});
