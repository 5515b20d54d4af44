/** The values of `WWW-Authenticate`, `Authorization` and their proxy twins (RFC 3261 §25.1): `Digest name=value, …`. */

/** A parameter: a token, a quoted string with `\` before what is meant as it is, or another one's list. */
const PARAMETER = /[\s,]*([\w.!%*+`'~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gy;

/** The parameters of a Digest challenge or answer by their names in small letters; undefined for another scheme. */
export function digestParameters(value: string): ReadonlyMap<string, string> | undefined {
	const [scheme] = /^\s*digest(?=\s)/i.exec(value) ?? [];
	if (scheme === undefined) return undefined;
	const parameters = new Map<string, string>();
	for (const [, name = '', quoted, token = ''] of value.slice(scheme.length).matchAll(PARAMETER)) {
		parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? token);
	}
	return parameters;
}

/** The same as text. RFC 7616 §3.4: these are tokens, the others quoted strings. */
export function digestHeader(parameters: Iterable<readonly [name: string, value: string]>): string {
	const isToken = (name: string) => ['algorithm', 'stale', 'nc'].includes(name);
	const written = [...parameters].map(([name, value]) =>
		isToken(name) ? `${name}=${value}` : `${name}="${value.replace(/["\\]/g, '\\$&')}"`,
	);
	return `Digest ${written.join(', ')}`;
}
