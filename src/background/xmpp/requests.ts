/** IQ requests of ours and their answers (RFC 6120 §8.2.3). */
import { AppError } from '../../shared/errors.ts';
import type { Sender } from './feature.ts';
import { domainOf } from './jid.ts';
import { readError } from './router.ts';
import { type Element, el } from './xml.ts';

/** How long an answer may take, cuts of the connection included, in ms. */
export const ANSWER_WITHIN = 30_000;

export interface Requests {
	/**
	 * Asks the server on behalf of our account, or `to` a bare JID, and gives the result. Rejects with AppError: `refused`
	 * (with the other side's words) for an error, `not-connected` if no answer comes.
	 */
	ask(type: 'get' | 'set', child: Element, to?: string): Promise<Element>;
	/** A result or an error. What nobody asked for, or comes from somebody else, is dropped. */
	answered(iq: Element, from: Sender): void;
	/** No answer can come any more. */
	forget(): void;
}

interface Waiting {
	readonly to: string;
	resolve(result: Element): void;
	reject(cause: AppError): void;
}

/** @param self own bare JID */
export function createRequests(self: string, send: (iq: Element) => void): Requests {
	const waiting = new Map<string, Waiting>();
	return {
		ask(type, child, to) {
			const id = crypto.randomUUID();
			return new Promise((resolve, reject) => {
				const settle = () => {
					clearTimeout(timer);
					waiting.delete(id);
				};
				const timer = setTimeout(() => {
					settle();
					reject(new AppError('not-connected'));
				}, ANSWER_WITHIN);
				waiting.set(id, {
					to: to ?? '',
					resolve(result) {
						settle();
						resolve(result);
					},
					reject(cause) {
						settle();
						reject(cause);
					},
				});
				send(el('iq', { xmlns: 'jabber:client', type, id, to }, child));
			});
		},
		answered(iq, from) {
			const request = waiting.get(iq.attrs.id);
			if (!request || !mayAnswer(request.to, from, self)) return;
			if (iq.attrs.type === 'result') return request.resolve(iq);
			const { condition, text } = readError(iq);
			request.reject(new AppError('refused', { detail: text || condition }));
		},
		forget() {
			for (const request of [...waiting.values()]) request.reject(new AppError('not-connected'));
		},
	};
}

/** §8.1.2.1: a stanza without `to` is for our own account, for which the server answers. */
function mayAnswer(to: string, from: Sender, self: string): boolean {
	return from.bare === (to || self) || (to === '' && from.address === domainOf(self));
}
