/** Host permissions as sites: what a person types, what the browser is asked for, what is shown. */

/** Every site; also what `optional_host_permissions` says. */
export const ALL_SITES = '*://*/*';

/** The match pattern of a typed site or pasted address, with all its subdomains; null if it names no host. */
export function sitePattern(typed: string): string | null {
	const text = typed.trim();
	const url = /^[a-z][a-z+.-]*:\/\//i.test(text) ? text : `https://${text}`;
	if (!URL.canParse(url)) return null;
	const { hostname, protocol } = new URL(url);
	if (!/^https?:$/.test(protocol) || !/^(\[[\da-f:.]+\]|[a-z\d]([a-z\d.-]*[a-z\d])?)$/.test(hostname)) return null;
	const hasSubdomains = /[a-z]/.test(hostname) && hostname.includes('.') && !hostname.startsWith('[');
	return hasSubdomains ? `*://*.${hostname.replace(/^www\./, '')}/*` : `*://${hostname}/*`;
}

/** `*://*.example.org/*` as "example.org". */
export function siteName(pattern: string): string {
	return pattern.replace(/^[^:]*:\/\/(\*\.)?/, '').replace(/\/.*$/, '');
}

/** Is it allowed on every site? */
export function isEverywhere(origins: readonly string[]): boolean {
	return origins.some((origin) => /^(<all_urls>|(\*|https?):\/\/\*\/\*)$/.test(origin));
}
