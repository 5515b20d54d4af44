/** Where two browser windows go on a screen. */
import type { Person, PersonOptions } from '../support/person.ts';

export type Place = NonNullable<PersonOptions['window']>;

/** The left and the right half of the screen that this person's browser is on, without panels. */
export async function halves(person: Person): Promise<{ readonly left: Place; readonly right: Place }> {
	const [page] = await person.browser.pages();
	if (!page) throw new Error('the browser shows no page');
	const [x = 0, y = 0, width = 0, height = 0] = await page.evaluate(() => {
		const { availLeft, availTop, availWidth, availHeight } = screen as Screen & { availLeft: number; availTop: number };
		return [availLeft, availTop, availWidth, availHeight];
	});
	const half = Math.floor(width / 2);
	return { left: { x, y, width: half, height }, right: { x: x + half, y, width: half, height } };
}
