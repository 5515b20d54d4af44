import type { Slot } from './slot.ts';
import type { Spot } from './spot.ts';

/** Does what a person's click on a spot asks for: opens the chat, calls, or shows what one more click would do. */
export async function press(spot: Spot, event: MouseEvent, { ask, marks }: Slot): Promise<void> {
	const { target, cue } = spot;
	if (/^xmpp:/i.test(target)) await ask('chat.open', { target });
	else if (cue || marks?.isAsPointedAt(spot, event) === false) marks?.show(spot, 'cue');
	else await ask('call.place', { target });
}
