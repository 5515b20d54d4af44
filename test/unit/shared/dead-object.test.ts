import { expect, test } from 'vitest';
import { inOtherDocument } from '../../../src/shared/dead-object.ts';

test('tells whether the other document was there, and hides no other error', () => {
	expect(inOtherDocument(() => {})).toBe(true);
	const dead = () => {
		throw new TypeError("can't access dead object");
	};
	expect(inOtherDocument(dead)).toBe(false);
	const broken = () => {
		throw new TypeError('x is not a function');
	};
	expect(() => inOtherDocument(broken)).toThrow('not a function');
});
