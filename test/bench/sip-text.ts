/** SIP messages as far as a measurement has to know them apart. */

/** A request of this method, in a dialog that this URI begins (RFC 3261 §8.1.1.3). */
export function isRequestOf(text: string, method: string, from: string): boolean {
	return text.startsWith(`${method} `) && (header(text, 'From') ?? '').includes(`<${from}>`);
}

/** A response with this status to a request of this method. */
export function isAnswerTo(text: string, status: number, method: string): boolean {
	return text.startsWith(`SIP/2.0 ${status} `) && (header(text, 'CSeq') ?? '').endsWith(` ${method}`);
}

function header(text: string, name: string): string | undefined {
	return new RegExp(`\\r\\n${name}: ([^\\r]*)\\r\\n`, 'i').exec(text)?.[1];
}
