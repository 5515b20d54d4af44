import type { PhoneNumber } from 'libphonenumber-js/max';

/**
 * Groups in which people write the national number too, besides those of the plan's own format. By country code: the digits
 * that the number begins with (a pattern; none: any), a colon, and how many digits are in each group.
 */
const OTHER_GROUPS: Readonly<Record<string, string>> = {
	20: '1:3-3-4,3-7',
	27: ':2-3-2-2',
	30: ':3-3-4,3-7,4-3-3 2:3-3-2-2 6:3-3-2-2',
	31: '[1-578]:2-3-4,2-3-2-2,3-3-3,3-2-2-2 6:1-2-2-2-2,1-4-4',
	32: '4:3-3-3,3-2-2-2 [2349]:1-3-2-2,1-3-4 :2-2-2-2,2-3-3',
	33: ':3-2-2-2,1-3-3-2,1-4-4 8:3-3-3',
	34: ':2-3-2-2,3-3-3,2-7,3-6',
	36: '1:1-3-4 :2-3-4,2-3-2-2,2-3-3',
	39: '3:3-3-4,3-2-2-3,3-3-2-2 0[26]:2-2-2-2-2,2-4-4 0:3-3-3,3-3-4,3-2-2-2,4-3-3',
	40: ':3-3-3,2-3-2-2,3-2-2-2',
	41: ':2-3-4,2-3-2-2 8:3-3-3',
	44: '[17]:4-3-3,3-3-4,4-6 [127]:2-4-4 8:3-3-4 [37]:3-3-4 7:5-5',
	45: ':2-2-2-2,4-4,2-3-3',
	46: '8:1-3-3-2,1-3-2-2,1-2-2-2-2,1-4-4 :2-3-2-2,2-3-4,2-2-2-2,2-3-3,3-3-2,3-2-2-2',
	47: ':2-2-2-2,3-2-3,4-4',
	48: ':3-3-3,2-3-2-2,3-2-2-2',
	52: ':2-4-4,3-3-4 33|5[56]|81:2-2-2-2-2',
	54: ':2-4-4',
	55: ':2-5-4,2-4-4,2-1-4-4,2-3-3-3',
	61: '4:3-3-3,1-4-4 [2378]:1-4-4 1:4-3-3 13:2-2-2',
	64: '2:2-3-4,2-4-3,2-3-3,2-4-4,3-3-3',
	65: ':4-4,2-2-2-2',
	81: '[789]0:2-4-4 [36]:1-4-4 :2-3-4,3-3-3,3-2-4',
	82: '2:1-3-4,1-4-4 :2-3-4,2-4-4',
	86: '1:3-4-4 :2-4-4,3-4-4',
	90: ':3-3-2-2,3-3-4',
	91: '[6-9]:5-5,4-3-3,3-3-4,2-4-4,5-2-3 :2-4-4,3-3-4,2-8,3-7',
	351: ':3-3-3,2-3-4,2-3-2-2,3-2-2-2',
	352: ':2-2-2-2,2-2-2,3-2-2-2,3-3-2,2-2-2-3,2-2-2-1 6:3-3-3',
	353: '1:1-3-4,1-7 :2-3-4,2-3-2-2,2-3-3,3-3-3',
	358: ':2-3-4,1-3-4,2-3-2-2,2-4-3,2-3-3,1-3-3,3-3-3,2-7',
	380: ':2-3-2-2,2-3-4',
	420: ':3-3-3,3-2-2-2,3-6',
	421: ':3-3-3,3-6 2:1-4-4',
	972: '[2-489]:1-3-4,1-3-2-2 [57]:2-3-4 :2-3-2-2 5:2-7',
};

/** The groups of each such way that fits the number. */
export function otherGroups({ countryCallingCode, nationalNumber }: PhoneNumber): string[][] {
	const kinds = OTHER_GROUPS[countryCallingCode]?.split(' ') ?? [];
	return kinds.flatMap((kind) => {
		const [beginning = '', ways = ''] = kind.split(':');
		const fits = new RegExp(`^(?:${beginning})`).test(nationalNumber);
		return fits ? ways.split(',').flatMap((way) => groupsBy(way, nationalNumber)) : [];
	});
}

/** The digits in groups of those sizes; none if they are fewer or more. */
function groupsBy(way: string, digits: string): string[][] {
	const pattern = way.split('-').map((size) => `(\\d{${size}})`);
	const groups = new RegExp(`^${pattern.join('')}$`).exec(digits);
	return groups ? [groups.slice(1)] : [];
}
