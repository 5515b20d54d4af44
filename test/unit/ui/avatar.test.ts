import { expect, test } from 'vitest';
import { initials } from '../../../src/ui/components/avatar.tsx';

test.each([
	['Romeo Montague', 'RM'],
	['Nurse', 'N'],
	['mercutio b. escalus', 'ME'],
	['Éowyn ß', 'ÉSS'],
	['李 小龙', '李小'],
	['juliet@capulet.example', 'J'],
	['+39 045 800 0000', '#'],
	['', '#'],
	['𝒜lice', '𝒜'],
])('%s is %s', (name, letters) => {
	expect(initials(name)).toBe(letters);
});
