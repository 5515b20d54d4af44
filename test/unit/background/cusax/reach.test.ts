import { expect, test } from 'vitest';
import { Reach } from '../../../../src/background/cusax/reach.ts';

const said = (...uris: string[]) => uris.map((written) => ({ written, types: [] }));
const at = (reach: Reach, who = 'romeo') => reach.addresses(who).map(({ written }) => written);

test('C18: each source speaks for itself, in place of what it said before', () => {
	const reach = new Reach();
	reach.take('romeo', 'phone', said('tel:1'));
	reach.take('romeo', '', said('tel:2'));
	reach.take('romeo', 'phone', said('tel:3'));
	expect(at(reach)).toEqual(['tel:3', 'tel:2']);
	expect(at(reach, 'juliet')).toEqual([]);
	reach.take('romeo', '', []);
	expect(at(reach)).toEqual(['tel:3']);
});

test('C18: who is offline says nothing by presence, and still what is in PEP', () => {
	const reach = new Reach();
	reach.take('romeo', 'phone', said('tel:1'));
	reach.take('romeo', '', said('tel:2'));
	expect(reach.leave('romeo')).toBe(true);
	expect(at(reach)).toEqual(['tel:2']);
	expect(reach.leave('romeo')).toBe(false);
	expect(reach.leave('juliet')).toBe(false);
});
