import type { Description } from '../shared/description.ts';
import type { Ask } from './ask.ts';
import type { Spot } from './spot.ts';

/** What is known of a spot before it is called; undefined if nobody can tell, which the person hears from there. */
export async function describe(ask: Ask, { target, raw, is }: Spot): Promise<Description | undefined> {
	const language = document.documentElement.lang.slice(0, 64);
	return await ask('numbers.describe', { target, raw, language, ...(is === 'link' ? { text: raw } : {}) });
}
