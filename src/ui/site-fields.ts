import type { Input } from '../shared/commands.ts';
import { isInternalPattern } from '../shared/internal-pattern.ts';
import { typedSite } from '../shared/site.ts';
import type { Wrong } from './dial-fields.ts';

/** A filled-in form of what is set for a site, as the command takes it; or what is wrong with it. */
export function siteFields(form: FormData): Input<'site.set'> | Wrong {
	const typed = (name: string) => String(form.get(name) ?? '').trim();
	const list = (name: string) =>
		typed(name)
			.split(/[,;\n]+/)
			.filter((part) => part.trim());
	const site = typedSite(typed('site'));
	if (site === null) return { field: 'site', sentence: 'site_bad' };
	const internal = list('internal').map((pattern) => pattern.replace(/\s/g, '').toUpperCase().replace(/[–—]/g, '-'));
	if (!internal.every(isInternalPattern)) return { field: 'internal', sentence: 'site_internal_bad' };
	const notNumbers = list('notNumbers').map((number) => number.replace(/[\s()./-]/g, ''));
	if (!notNumbers.every((number) => /^\+\d{7,15}$/.test(number)))
		return { field: 'notNumbers', sentence: 'site_not_numbers_bad' };
	return {
		site,
		off: { off: true, on: false }[typed('look')] ?? null,
		country: typed('country') || null,
		evenIfOptedOut: typed('anyway') === 'yes' || null,
		notNumbers,
		internal,
	};
}
