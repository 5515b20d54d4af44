/**
 * What the search for numbers is compared with, as a script of the same extension in the same pages: it does what the
 * address asks for after its `#`, when the page is idle, and notes it as a measure `peer`.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

const PEERS: Readonly<Record<string, () => () => unknown>> = {
	'#walk': () => () => {
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		let length = 0;
		for (let node = walker.nextNode(); node; node = walker.nextNode()) length += node.nodeValue?.length ?? 0;
		return length;
	},
	'#library': () => () => [...texts()].flatMap((node) => numbersIn(node.data)).length,
	'#wrap': () => {
		const hits = [...texts()].filter(({ data }) => /^\+\d/.test(data));
		return () => {
			for (const node of hits) wrap(node);
			return document.body.offsetHeight;
		};
	},
};

const prepare = PEERS[location.hash];
if (prepare) {
	requestIdleCallback(() => {
		const peer = prepare();
		const start = performance.now();
		const detail = peer();
		performance.measure('peer', { start, end: performance.now(), detail });
	});
}

function* texts(): Generator<Text> {
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) yield node as Text;
}

function numbersIn(text: string): string[] {
	const candidates = text.match(/\+?\d[\d\s().\-/]{5,}\d/g) ?? [];
	return candidates.flatMap((candidate) => {
		const number = parsePhoneNumberFromString(candidate, 'GB');
		return number?.isValid() ? [number.number] : [];
	});
}

function wrap(node: Text): void {
	const link = document.createElement('a');
	link.href = `tel:${node.data.replaceAll(' ', '')}`;
	node.replaceWith(link);
	link.append(node);
}
