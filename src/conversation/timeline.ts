import type { Message } from '../shared/state.ts';
import { sameDay } from '../ui/when.ts';

/** A line of the history: a message, or the day that begins before it. */
export type Line =
	| { readonly is: 'day'; readonly key: string; readonly at: number }
	/** `follows`: by the same side as the message before, within minutes. */
	| { readonly is: 'message'; readonly key: string; readonly message: Message; readonly follows: boolean };

/** Messages that belong together lie at most this far apart, ms. */
const TOGETHER = 5 * 60_000;

/** Messages, oldest first, as lines with a day before each first message of it. */
export function timeline(messages: readonly Message[]): Line[] {
	return messages.flatMap((message, index): Line[] => {
		const before = messages[index - 1];
		const newDay = !before || !sameDay(before.at, message.at);
		const follows = !newDay && before.direction === message.direction && message.at - before.at < TOGETHER;
		const line: Line = { is: 'message', key: message.id, message, follows };
		return newDay ? [{ is: 'day', key: `day ${message.id}`, at: message.at }, line] : [line];
	});
}
