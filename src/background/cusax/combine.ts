import type { KnownNumber } from '../store.ts';

export interface Sources {
	/** What the person wrote down (C20). */
	readonly own: readonly KnownNumber[];
	/** What the contact's vCard lists; nothing where the person does not want that. */
	readonly published: readonly KnownNumber[];
	/** Where the contact says to be reached now. */
	readonly reach: readonly KnownNumber[];
}

/**
 * A contact's numbers in the order of preference, each once: the person's own; those that the contact publishes, first where
 * it says to be reached now; last, as a mere claim, where it says to be and which its vCard does not list (C19).
 */
export function combine({ own, published, reach }: Sources): KnownNumber[] {
	const isIn = (numbers: readonly KnownNumber[]) => (one: KnownNumber) => numbers.some(({ uri }) => uri === one.uri);
	const [isOwn, isPublished, isReach] = [isIn(own), isIn(published), isIn(reach)];
	const others = published.filter((number) => !isOwn(number));
	const claimed = reach.filter((number) => !isOwn(number) && !isPublished(number));
	return [
		...own,
		...others.filter(isReach),
		...others.filter((number) => !isReach(number)),
		...claimed.map((number) => ({ ...number, claimed: true as const })),
	];
}
