/** The server's part of a conversation, scripted: for what reads and sends in turn. */
import type { Stream } from '../../../../src/background/xmpp/stream.ts';
import { parsed } from './attached.ts';

export interface Talk extends Pick<Stream, 'read' | 'send'> {
	readonly sent: string[];
}

/** Each answer is what the next `read` gives; a function makes it of what was sent last. */
export function talk(...answers: (string | ((last: string) => string | Promise<string>))[]): Talk {
	const sent: string[] = [];
	return {
		sent,
		send: (...elements) => void sent.push(...elements.map(String)),
		async read() {
			const answer = answers.shift();
			if (answer === undefined) throw new Error('the server has nothing to say');
			return parsed(typeof answer === 'string' ? answer : await answer(sent.at(-1) ?? ''));
		},
	};
}
