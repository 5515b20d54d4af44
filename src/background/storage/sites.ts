import type { SiteRule } from '../../shared/state.ts';
import type { Database } from './database.ts';

export async function loadSites(db: Database): Promise<SiteRule[]> {
	return await db.getAll('sites');
}

export async function saveSite(db: Database, rule: SiteRule): Promise<void> {
	await db.put('sites', rule);
}

export async function deleteSite(db: Database, site: string): Promise<void> {
	await db.delete('sites', site);
}
