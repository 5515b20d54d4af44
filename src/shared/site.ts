/** Sites of the web, as people call them: by host name; and what was set about each. */
import type { SiteRule } from './state.ts';

/** The host name of a page of the web, without its port; empty for all else. */
export function siteOf(url: string | undefined): string {
	if (url === undefined || !URL.canParse(url)) return '';
	const { protocol, hostname } = new URL(url);
	return /^https?:$/.test(protocol) ? hostname.replace(/\.$/, '') : '';
}

/** The site that a typed name or pasted address means; null if it names none. `www.` is the same site as without. */
export function typedSite(typed: string): string | null {
	const text = typed.trim();
	const site = siteOf(/^[a-z][a-z+.-]*:\/\//i.test(text) ? text : `https://${text}`);
	return /^(\[[\da-f:.]+\]|[a-z\d]([a-z\d.-]*[a-z\d])?)$/.test(site) ? site.replace(/^www\.(?=.+\.)/, '') : null;
}

/** The match pattern of a site with all its subdomains; an IP address and a name without a dot have none. */
export function patternOf(site: string): string {
	const hasSubdomains = /[a-z]/.test(site) && site.includes('.') && !site.startsWith('[');
	return hasSubdomains ? `*://*.${site}/*` : `*://${site}/*`;
}

/** Is the host of the site: the site itself, or a subdomain? */
export function isOf(host: string, site: string): boolean {
	return host === site || host.endsWith(`.${site}`);
}

/** What is set for a host: each thing by the rule of the nearest site around it that says something about that thing. */
export function ruleFor(rules: readonly SiteRule[], host: string): SiteRule {
	const around = rules.filter(({ site }) => isOf(host, site)).sort((a, b) => a.site.length - b.site.length);
	return Object.assign({}, ...around, { site: host });
}
