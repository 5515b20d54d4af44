import type { Description } from '../../shared/description.ts';
import { countryName, text } from './words.ts';

/** Which one of how many; the first is 1. */
export interface Position {
	readonly index: number;
	readonly count: number;
}

/** What the walk says of a spot: "Nurse, +39 045 800 1234, Italy, 3 of 12". */
export function announcement({ contact, shown, country }: Description, { index, count }: Position): string {
	const position = text('walk_position', String(index), String(count));
	return [contact?.name, shown, country && countryName(country), position].filter(Boolean).join(', ');
}
