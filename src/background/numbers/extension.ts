/** The extension behind a number, as people in many countries announce it. */

export interface Extension {
	readonly digits: string;
	/** UTF-16 units up to its end. */
	readonly length: number;
}

const LABELS = [
	'e?xt(?:ensi(?:o\u0301?|ó)n)?n?|int(?:erno?)?|poste|ramal|anexo|toestel|tst',
	'durchwahl|dw|nebenstelle|nst|app(?:arat)?|klappe',
	'anknytning|ankn|lokal(?:nummer)?|alanumero|alanro',
	'wewn?|wewnętrzny|linka|klapka|mellék|εσωτ|dahili|доб|добавочный|внутр',
	'שלוחה|内線|內線|分机|分機|내선',
].join('|');
/** Behind a label that says so, more digits than behind a sign that may say something else. */
const PATTERNS = [
	/^;ext=\d{1,20}/i,
	new RegExp(`^[ ,/-]{0,4}(?:${LABELS})[:.]?[ ,-]{0,3}\\d{1,20}`, 'i'),
	new RegExp(`^ ?\\((?:${LABELS}|x)[:.]? ?\\d{1,20}\\)`, 'i'),
	/^[ ,]{0,3}[x#][:.]?[ ,-]{0,3}\d{1,9}/i,
	/^ ?(?:,,|;)[:.]?[ ,-]{0,2}\d{1,15}/,
];

/** The extension that the plain text behind a number begins with. */
export function extensionIn(after: string): Extension | undefined {
	for (const pattern of PATTERNS) {
		const [matched] = pattern.exec(after) ?? [];
		if (matched) return { digits: matched.replace(/\D/g, ''), length: matched.length };
	}
	return undefined;
}
