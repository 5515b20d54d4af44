/** Texts with digits that are no number to call: by kind, as many as one asks for, always the same ones. */
export const kinds: Readonly<Record<string, (digits: Digits) => string>> = {
	'internet address': (d) =>
		`${pick(d, ['Server ', 'ping ', 'host=', ''])}${pick(d, ['10', '127', '192.168'])}.${d(2, 254)}.${d(2, 254)}.${d(1, 254)}`.replace(
			/(192\.168\.\d+\.\d+)\.\d+/,
			'$1',
		),
	'date, German': (d) => `${two(d(1, 28))}.${two(d(1, 12))}.${d(1950, 2049)}`,
	'date, American': (d) => `Updated ${two(d(1, 12))}/${two(d(1, 28))}/${d(1950, 2049)}`,
	'date, ISO': (d) => `${d(1950, 2049)}-${two(d(1, 12))}-${two(d(1, 28))}`,
	'dates, a range': (d) => `${two(d(1, 28))}.${two(d(1, 12))}. - ${two(d(1, 28))}.${two(d(1, 12))}.${d(1990, 2049)}`,
	'dates, ISO range': (d) =>
		`${d(1990, 2049)}-${two(d(1, 12))}-${two(d(1, 28))} to ${d(1990, 2049)}-${two(d(1, 12))}-${two(d(1, 28))}`,
	'date and time': (d) =>
		`${d(1990, 2049)}-${two(d(1, 12))}-${two(d(1, 28))} ${two(d(0, 23))}:${two(d(0, 59))}:${two(d(0, 59))}`,
	'time stamp, compact': (d) =>
		`${d(2000, 2049)}${two(d(1, 12))}${two(d(1, 28))}${two(d(0, 23))}${two(d(0, 59))}${two(d(0, 59))}`,
	years: (d) => `${d(1900, 1999)}-${d(2000, 2049)}`,
	time: (d) => `${two(d(0, 23))}:${two(d(0, 59))}:${two(d(0, 59))}.${some(d, 6)}`,
	'opening hours': (d) => `Mo-Fr ${two(d(7, 10))}.00-12.30, 13.${two(d(0, 59))}-18.00`,
	'price, dollars': (d) => `$${d(1, 9)},${some(d, 3)},${some(d, 3)}.${some(d, 2)}`,
	'price, euros': (d) => `${d(1, 99)}.${some(d, 3)}.${some(d, 3)},${some(d, 2)} €`,
	'price, spaces': (d) => `${d(10, 99)} ${some(d, 3)} ${some(d, 3)} €`,
	'price, code': (d) => `EUR ${d(100, 999)} ${some(d, 3)} ${some(d, 3)}`,
	share: (d) => `${d(10, 99)}.${some(d, 6)} %`,
	coordinates: (d) => `${d(30, 60)}.${some(d, 6)}, ${d(1, 40)}.${some(d, 6)}`,
	'coordinates, signed': (d) => `-${d(30, 60)}.${some(d, 5)}, -${d(1, 140)}.${some(d, 5)}`,
	card: (d) => `${d(4000, 5999)} ${some(d, 4)} ${some(d, 4)} ${some(d, 4)}`,
	IBAN: (d) => `IBAN DE${some(d, 2)} ${some(d, 4)} ${some(d, 4)} ${some(d, 4)} ${some(d, 4)} ${some(d, 2)}`,
	VAT: (d) => `${pick(d, ['USt-IdNr. DE', 'VAT GB ', 'TVA FR', 'P. IVA '])}${some(d, 9)}`,
	'tax number': (d) =>
		`${pick(d, ['UTR ', 'Steuernummer ', 'NIF ', 'CPF ', 'PESEL '])}${some(d, 2)} ${some(d, 5)} ${some(d, 3)}`,
	'social security number': (d) => `SSN ${some(d, 3)}-${some(d, 2)}-${some(d, 4)}`,
	ISBN: (d) => `ISBN 978-${d(0, 9)}-${some(d, 2)}-${some(d, 6)}-${d(0, 9)}`,
	order: (d) => `${pick(d, ['Order #', 'Order no. ', 'Bestellung ', 'Commande n° '])}${some(d, 9)}`,
	invoice: (d) => `${pick(d, ['Invoice ', 'Rechnungsnr. ', 'Facture no ', 'Fattura n. '])}${some(d, 10)}`,
	SKU: (d) => `SKU ${some(d, 4)}-${some(d, 6)}`,
	tracking: (d) => `Tracking number: ${some(d, 4)} ${some(d, 4)} ${some(d, 4)}`,
	customer: (d) =>
		`${pick(d, ['Kundennummer ', 'Customer no. ', 'Client n° '])}${some(d, 3)} ${some(d, 3)} ${some(d, 3)}`,
	version: (d) => `version ${d(1, 9)}.${d(10, 99)}.${some(d, 4)}.${some(d, 3)}`,
	commit: (d) => `commit ${some(d, 4)}a${some(d, 10)}f${some(d, 6)}`,
	UUID: (d) => `${some(d, 8)}-${some(d, 4)}-4${some(d, 3)}-8${some(d, 3)}-${some(d, 12)}`,
	epoch: (d) => `17${some(d, 8)}`,
	size: (d) => `${d(1, 9)}${some(d, 9)} bytes`,
	pages: (d) => `pp. ${some(d, 3)}-${some(d, 4)}`,
	bug: (d) => `Closes: #${some(d, 6)}, #${some(d, 7)}`,
	CVE: (d) => `CVE-${d(1999, 2049)}-${some(d, 5)}`,
	score: (d) => `${d(0, 9)}:${d(0, 9)} (${d(0, 4)}:${d(0, 4)})`,
	'set scores': (d) => `${d(0, 7)}-${d(0, 7)}, ${d(0, 7)}-${d(0, 7)}, ${d(0, 7)}-${d(0, 7)}`,
	measure: (d) => `${d(10, 99)}.${some(d, 3)} x ${d(10, 99)}.${some(d, 3)} mm`,
	population: (d) => `${d(10, 99)},${some(d, 3)},${some(d, 3)} inhabitants`,
	fraction: (d) => `${d(1, 9)} ${d(1, 7)}/8 - ${d(10, 99)} ${d(1, 15)}/16`,
	bare: (d) => `${d(1, 9)}${some(d, 9)}`,
	zip: (d) => `Boston, MA ${some(d, 5)}-${some(d, 4)}`,
	figures: (d) => Array.from({ length: 6 }, () => some(d, 5)).join(' '),
};

/** A whole number from `low` to `high`. */
export type Digits = (low: number, high: number) => number;

/** Always the same ones for a seed: a linear congruential generator (Numerical Recipes). */
export function digitsFrom(seed: number): Digits {
	let state = seed;
	return (low, high) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return low + Math.floor((state / 2 ** 32) * (high - low + 1));
	};
}

function some(d: Digits, length: number): string {
	return Array.from({ length }, () => d(0, 9)).join('');
}

function pick(d: Digits, choices: readonly string[]): string {
	return choices[d(0, choices.length - 1)] ?? '';
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}
