/** The web pages of the demo: a shop, whose numbers and addresses are Bob's, and one of its orders, with Alice's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Servers } from '../servers/servers.ts';
import { root } from '../support/root.ts';

/** Their addresses; every browser of the demo finds `www.example.test` at the demo's own web server. */
export interface WebPages {
	readonly shop: string;
	readonly order: string;
	/** The plain numbers on the shop's page, as they are written there: Bob's first. */
	readonly numbers: readonly [string, string];
}

export function putPages({ web, account }: Servers): WebPages {
	const put = (path: string, file: string, type?: string) => {
		const text = readFileSync(join(root, 'test', 'demo', 'pages', file), 'utf8');
		const filled = text.replace(/\{(\w+)\.(jid|aor|number)\}/g, (_, name: string, field: 'jid' | 'aor' | 'number') =>
			field === 'number' ? spaced(account(name).number) : account(name)[field],
		);
		web.put(path, filled, type);
		return `https://www.example.test${path}`;
	};
	put('/style.css', 'style.css', 'text/css');
	const numbers = [spaced(account('bob').number), spaced(account('carol').number)] as const;
	return { shop: put('/', 'shop.html'), order: put('/orders/1042', 'order.html'), numbers };
}

/** +49 30 23125 001 */
function spaced(number: string): string {
	return number.replace(/^(\+\d\d)(\d\d)(\d{5})/, '$1 $2 $3 ');
}
