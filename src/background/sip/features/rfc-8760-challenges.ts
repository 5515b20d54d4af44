/**
 * RFC 8760 §2.4: of several challenges the topmost that is supported is answered. JsSIP knows MD5 only, reads the last
 * challenge, and drops a message with an algorithm that it has not heard of; so what it cannot answer never reaches it.
 */

/** A 401 or 407 with its first answerable challenge and no other; any other message as it was. */
export function withAnswerableChallenge(message: string): string {
	if (!/^SIP\/2\.0 40[17] /.test(message)) return message;
	const end = message.indexOf('\r\n\r\n');
	const head = (end < 0 ? message : message.slice(0, end)).replace(/\r\n[ \t]+/g, ' ');
	let isFound = false;
	const kept = head.split('\r\n').filter((line) => {
		const challenge = /^(?:www|proxy)-authenticate\s*:(.*)$/i.exec(line)?.[1];
		if (challenge === undefined) return true;
		if (isFound || !isAnswerable(challenge)) return false;
		isFound = true;
		return true;
	});
	return kept.join('\r\n') + (end < 0 ? '' : message.slice(end));
}

function isAnswerable(challenge: string): boolean {
	const algorithm = parameter(challenge, 'algorithm') ?? 'MD5';
	const qop = parameter(challenge, 'qop') ?? 'auth';
	return /^\s*digest\s/i.test(challenge) && /^md5$/i.test(algorithm) && /\bauth\b/i.test(qop);
}

function parameter(challenge: string, name: string): string | undefined {
	const [, quoted, token] = new RegExp(`[\\s,]${name}\\s*=\\s*(?:"([^"]*)"|([^\\s,"]+))`, 'i').exec(challenge) ?? [];
	return quoted ?? token;
}
