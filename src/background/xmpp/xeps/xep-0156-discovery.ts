/** XEP-0156: Discovering Alternative XMPP Connection Methods, https://xmpp.org/extensions/xep-0156.html, §3 (HTTP) */
import * as v from 'valibot';
import { parseElement } from '../feature.ts';

const RELATION = 'urn:xmpp:alt-connections:websocket';
const NS_XRD = 'http://docs.oasis-open.org/ns/xri/xrd-1.0';
const FILES = [
	{ name: 'host-meta.json', read: readJson },
	{ name: 'host-meta', read: readXrd },
] as const;
/** How long an answer may take in ms, and how long it may be in characters. */
const ANSWER_WITHIN = 10_000;
const LONGEST = 100_000;

const linkList = v.object({
	links: v.array(v.object({ rel: v.optional(v.string()), href: v.optional(v.string(), '') })),
});

/**
 * The `wss:` addresses that a domain names, best first. Empty: it names none, or could not be asked (no answer, or one
 * that a browser does not show because `Access-Control-Allow-Origin`, which §3 asks for, is missing).
 */
export async function findEndpoints(domain: string, signal?: AbortSignal): Promise<string[]> {
	const limit = AbortSignal.any([AbortSignal.timeout(ANSWER_WITHIN), ...(signal ? [signal] : [])]);
	const texts = await Promise.all(FILES.map(({ name }) => fetchText(`https://${domain}/.well-known/${name}`, limit)));
	const found = FILES.map(({ read }, index) => read(texts[index] ?? ''));
	// The same list twice, or one of the two: JSON is read first because browsers read it best.
	return found.find((list) => list.length > 0) ?? [];
}

/** §3.2: host-meta.json (RFC 6415 §3). */
export function readJson(text: string): string[] {
	try {
		const { links } = v.parse(linkList, JSON.parse(text));
		return secure(links.filter(({ rel }) => rel === RELATION).map(({ href }) => href));
	} catch {
		return []; // a page of another kind
	}
}

/** §3.1: host-meta (RFC 6415 §2). */
export function readXrd(text: string): string[] {
	const document = parseElement(text.replace(/^\s*<\?xml[^>]*\?>/, '').trim());
	const links = document?.is('XRD', NS_XRD) ? document.getChildren('Link', NS_XRD) : [];
	return secure(links.filter(({ attrs }) => attrs.rel === RELATION).map(({ attrs }) => attrs.href ?? ''));
}

/** §7: what is found must be as safe as what it was found with. */
function secure(addresses: readonly string[]): string[] {
	return addresses.filter((address) => URL.canParse(address) && new URL(address).protocol === 'wss:');
}

async function fetchText(url: string, signal: AbortSignal): Promise<string> {
	try {
		const response = await fetch(url, {
			signal,
			cache: 'no-cache',
			credentials: 'omit',
			referrerPolicy: 'no-referrer',
		});
		return response.ok && response.body ? await readText(response.body.getReader()) : '';
	} catch {
		return ''; // no answer; the probe of the endpoint finds out why
	}
}

/** Empty if it is too long to be what we look for. */
async function readText(body: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	for (;;) {
		const { done, value } = await body.read();
		if (done) return text + decoder.decode();
		text += decoder.decode(value, { stream: true });
		if (text.length > LONGEST) {
			await body.cancel();
			return '';
		}
	}
}
