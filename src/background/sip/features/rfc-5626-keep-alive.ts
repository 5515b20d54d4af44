/**
 * RFC 5626 §3.5.1 and §4.4.1, RFC 6223, RFC 7118 §6: CRLF keep-alive of a flow. A double CRLF is the ping, a single one
 * the pong. Not every server answers over WebSocket, so silence counts only where an answer was promised or given before.
 */
import type { Clock } from '../../reconnect.ts';

export const PING = '\r\n\r\n';
export const PONG = '\r\n';

/** Seconds. RFC 5626 §4.4 allows up to 120; what stands before SIP servers often cuts WebSockets that are idle for 60. */
export const LONGEST_SILENCE = 30;
/** §4.4.1: "If the client does not receive a pong within 10 seconds", in ms. */
export const PONG_WITHIN = 10_000;

/** What a server says about keep-alive in its answer to REGISTER. */
export interface KeepAliveTerms {
	/** Seconds within which it wants to hear from us. */
	readonly within: number;
	/** It has promised to answer pings. */
	readonly answers: boolean;
}

export interface KeepAlive {
	/** Something came in on the flow. */
	received(text: string): void;
	/** From now on by these terms. */
	agree(terms: KeepAliveTerms): void;
}

/**
 * Pings until `signal` is aborted; calls `flow.failed` once when a pong that could be expected is missing.
 */
export function keepAlive(
	flow: { readonly send: (text: string) => void; readonly failed: () => void },
	clock: Clock,
	signal: AbortSignal,
): KeepAlive {
	let terms: KeepAliveTerms = { within: LONGEST_SILENCE, answers: false };
	let isWaitingForPong = false;
	let stopWaiting = () => {};
	const wait = (ms: number, then: () => void) => {
		stopWaiting();
		if (!signal.aborted) stopWaiting = clock.after(ms, then);
	};
	const pingLater = () => {
		isWaitingForPong = false;
		// §4.4: "a random number between 80% and 100% of" the upper bound.
		wait(terms.within * 1000 * (0.8 + 0.2 * clock.random()), ping);
	};
	const ping = () => {
		isWaitingForPong = terms.answers;
		flow.send(PING);
		if (isWaitingForPong) wait(PONG_WITHIN, flow.failed);
		else pingLater();
	};
	signal.addEventListener('abort', () => stopWaiting(), { once: true });
	pingLater();
	return {
		received(text) {
			if (text === PONG) terms = { ...terms, answers: true };
			if (isWaitingForPong) pingLater(); // whatever came in shows that the flow lives
		},
		agree(agreed) {
			terms = { within: agreed.within, answers: terms.answers || agreed.answers };
			pingLater();
		},
	};
}

/**
 * The terms in a 2xx to REGISTER.
 * @param header gives the values of a header.
 */
export function keepAliveTerms(header: (name: string) => readonly string[]): KeepAliveTerms {
	const flowTimer = seconds(header('flow-timer')[0]);
	// RFC 6223 §4.2.2: our `keep` comes back with a value from a neighbour that will answer; 0 recommends nothing.
	const keep = seconds(/;\s*keep\s*=\s*"?(\d+)/i.exec(header('via')[0] ?? '')?.[1]);
	// RFC 5626 §4.4: an edge that took part in `outbound` has to answer.
	const outbound = header('require').some((required) => /(^|[\s,])outbound($|[\s,])/i.test(required));
	const within = Math.min(LONGEST_SILENCE, flowTimer || LONGEST_SILENCE, keep || LONGEST_SILENCE);
	return { within, answers: flowTimer !== null || keep !== null || outbound };
}

/** RFC 6223 §4.2.1: asks the neighbour for keep-alive, in the topmost Via of a REGISTER; other messages are as they were. */
export function askForKeepAlive(message: string): string {
	return message.replace(/^REGISTER [^\r\n]*\r\n(?:Route:[^\r\n]*\r\n)*Via:[^\r\n]*/i, '$&;keep');
}

function seconds(text: string | undefined): number | null {
	return text !== undefined && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : null;
}
