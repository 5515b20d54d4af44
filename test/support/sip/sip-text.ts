/** SIP messages as text, for tests that stand in for a server: read what was sent, write what is answered. */

export interface SipText {
	/** The first line. */
	readonly first: string;
	/** Method of a request; empty for a response. */
	readonly method: string;
	/** Status of a response; 0 for a request. */
	readonly status: number;
	/** First value of a header; empty if there is none. */
	header(name: string): string;
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly body: string;
}

export function readSip(text: string): SipText {
	const end = text.indexOf('\r\n\r\n');
	const [first = '', ...lines] = text.slice(0, end).split('\r\n');
	const headers = lines.map((line) => {
		const colon = line.indexOf(':');
		return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
	});
	const isResponse = first.startsWith('SIP/2.0 ');
	return {
		first,
		method: isResponse ? '' : (first.split(' ')[0] ?? ''),
		status: isResponse ? Number(first.split(' ')[1]) : 0,
		header: (name) => headers.find(([known]) => known === name.toLowerCase())?.[1] ?? '',
		headers,
		body: text.slice(end + 4),
	};
}

export function writeSip(first: string, headers: readonly (readonly [string, string])[], body = ''): string {
	const type = body === '' ? [] : [['Content-Type', 'application/sdp'] as const];
	const length = ['Content-Length', String(new TextEncoder().encode(body).length)] as const;
	const lines = [...headers, ...type, length].map(([name, value]) => `${name}: ${value}`);
	return `${[first, ...lines].join('\r\n')}\r\n\r\n${body}`;
}

export interface ResponseOptions {
	readonly headers?: readonly (readonly [string, string])[];
	readonly body?: string;
	/** Of the To header, if the request had none. */
	readonly toTag?: string;
}

/** The response to a request, by RFC 3261 §8.2.6. */
export function respond(request: SipText, status: string, options: ResponseOptions = {}): string {
	const to = request.header('to');
	const tag = /;tag=/.test(to) || status.startsWith('100') ? '' : `;tag=${options.toTag ?? 'server'}`;
	const copied = ['Via', 'From', 'Call-ID', 'CSeq'].map((name) => [name, request.header(name)] as const);
	return writeSip(`SIP/2.0 ${status}`, [...copied, ['To', to + tag], ...(options.headers ?? [])], options.body);
}
