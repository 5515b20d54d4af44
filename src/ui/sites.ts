/** Host permissions as sites: what the browser is asked for, what is shown. */

/** Every site; also what `optional_host_permissions` says. */
export const ALL_SITES = '*://*/*';

/** `*://*.example.org/*` as "example.org". */
export function siteName(pattern: string): string {
	return pattern.replace(/^[^:]*:\/\/(\*\.)?/, '').replace(/\/.*$/, '');
}

/** Is it allowed on every site? */
export function isEverywhere(origins: readonly string[]): boolean {
	return origins.some((origin) => /^(<all_urls>|(\*|https?):\/\/\*\/\*)$/.test(origin));
}
