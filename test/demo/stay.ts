/** The demo on a display: two windows side by side, and a person who plays. */
import type { Browser } from 'puppeteer-core';
import { type Cast, titleOf } from './cast.ts';

/** Opens the web pages, says what to try, and resolves when both browsers have been closed. */
export async function stayOpen({ pages, alice, bob }: Cast): Promise<void> {
	for (const [person, address] of [
		[alice, pages.shop],
		[bob, pages.order],
	] as const) {
		const page = await person.openPage(address);
		for (const other of await person.browser.pages()) if (other !== page) await other.close();
	}
	console.log(`
${titleOf(alice)} on the left looks at a shop, ${titleOf(bob)} on the right keeps it. Try:
  · in Alice's window, click a number: Bob's browser rings; answer it there
  · click "Write to us", press Enter, and answer from Bob's side
  · click Twinline's icon in a toolbar: Chat and Calls, contacts, recent calls; type a name, a number or an address
The microphones are simulated: Alice's beeps low, Bob's beeps high. What you hear came through the call.
Ctrl+C ends it all and leaves nothing behind.`);
	await Promise.all([closed(alice.browser), closed(bob.browser)]);
}

function closed(browser: Browser): Promise<void> {
	return new Promise((resolve) => void browser.once('disconnected', () => resolve()));
}
