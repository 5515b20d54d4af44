/** The pages that the search for numbers is measured on: made up, the same each time, of any size. */

/** A whole document of that body, as markup. */
export function documentOf(body: string): string {
	return `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>A page</title><body>${body}`;
}

/** Software documentation of about that many bytes: chapters of paragraphs, lists and code, with no number to call. */
export function plainPage(bytes: number): string {
	const random = seeded(3);
	return documentOf(filled(bytes, (index) => chapter(index, random)));
}

/** Tables of about that many bytes, in which nearly every cell is a number of some kind, and one of five can be called. */
export function densePage(bytes: number): string {
	const random = seeded(5);
	let row = 0;
	return documentOf(filled(bytes, () => `<table>${repeated(50, () => record(row++, random))}</table>\n`));
}

/** Exactly that many numbers that can be called, in sections of a hundred lines. */
export function numbersPage(count: number): string {
	const line = (index: number) => `<li>To reach us call <b>${callable(index)}</b> or write.</li>`;
	const section = (from: number) => repeated(Math.min(100, count - from), (index) => line(from + index));
	return documentOf(repeated(Math.ceil(count / 100), (index) => `<ul>${section(index * 100)}</ul>\n`));
}

/** The plans set these aside for fiction: a thousand numbers behind each. */
const FICTIONAL = ['+49 30 23125', '+49 69 90009', '+49 89 99998', '+44 20 7946 0'];

/** A number that is valid and that nobody has: 4,000 different ones, over and over. */
export function callable(index: number): string {
	const prefix = FICTIONAL[index % FICTIONAL.length] ?? '';
	return prefix + String(Math.floor(index / FICTIONAL.length) % 1000).padStart(3, '0');
}

const WORDS =
	'a the of to when which page server client value returns option default file name string is not may be used with for ' +
	'each request response header module function argument callback stream buffer process event error called before after';

const BETWEEN: readonly ((words: string) => string)[] = [
	(words) => `<a href="#${words.length}">${words}</a>`,
	(words) => `<code>${words.replaceAll(' ', '_')}()</code>`,
	(words) => `<em>${words}</em>`,
	(words) => `version 2.${words.length}.1, since 2019,`,
	(words) => words,
];

function chapter(index: number, random: () => number): string {
	const list = WORDS.split(' ');
	const words = (count: number) => repeated(count, () => `${list[Math.floor(random() * list.length)]} `).trim();
	const part = () => BETWEEN[Math.floor(random() * BETWEEN.length)]?.(words(2)) ?? '';
	const paragraph = () => `<p>${repeated(6, () => `${words(9)} ${part()} `)}</p>\n`;
	const items = repeated(4, () => `<li>${words(5)}: ${part()}</li>`);
	const code = `<pre><code>const ${words(1)} = ${words(1)}(${index}, 0x${(index * 4711).toString(16)});\n</code></pre>`;
	return `<section><h2>${index}. ${words(3)}</h2>${repeated(5, paragraph)}<ul>${items}</ul>${code}</section>\n`;
}

function record(row: number, random: () => number): string {
	const digits = (count: number) => repeated(count, () => String(Math.floor(random() * 10)));
	const cells = [
		`${10_000 + row}`,
		callable(row),
		`20${digits(2)}-0${1 + (row % 9)}-1${digits(1)}`,
		`${1 + (row % 9)},${digits(3)}.${digits(2)}`,
		`10.${row % 250}.${digits(2)}.1${digits(1)}`,
		`${digits(4)}-${digits(6)}`,
	];
	return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;
}

/** Parts one after the other, up to a length. */
function filled(length: number, part: (index: number) => string): string {
	const parts: string[] = [];
	for (let sum = 0; sum < length; ) {
		const next = part(parts.length);
		parts.push(next);
		sum += next.length;
	}
	return parts.join('');
}

function repeated(count: number, part: (index: number) => string): string {
	return Array.from({ length: count }, (_, index) => part(index)).join('');
}

/** A multiplicative generator (Park, Miller), 0 ≤ x < 1: the same sequence each time. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}
