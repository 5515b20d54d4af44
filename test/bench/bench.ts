/**
 * `npm run bench`: measures the built extension in real browsers against real servers, and prints a table, which is in
 * bench-output/ as well. Timings are ratios against something that was measured beside them: another machine has other
 * milliseconds. `node scripts/run.mjs test/bench/bench.ts sizes popup-paint` takes only these measurements. Exits with 0
 * although targets are missed, which it says; with 1 when something could not be measured.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { startServers } from '../servers/servers.ts';
import { root } from '../support/root.ts';
import type { Context } from './context.ts';
import { firstAudio } from './first-audio.ts';
import { invites } from './invite.ts';
import { popupPaint } from './popup-paint.ts';
import { presenceStorm } from './presence-storm.ts';
import { isMet, type Row } from './row.ts';
import { signIns } from './sign-in.ts';
import { sizes } from './sizes.ts';
import { table, verdict } from './table.ts';
import { wire } from './wire.ts';

const MEASUREMENTS: Readonly<Record<string, (context: Context) => Promise<Row[]>>> = {
	sizes,
	'sign-in': signIns,
	invite: invites,
	'first-audio': firstAudio,
	'popup-paint': popupPaint,
	'presence-storm': presenceStorm,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in MEASUREMENTS));
if (unknown.length > 0) {
	console.error(`no such measurement: ${unknown.join(' ')}\nmeasurements: ${Object.keys(MEASUREMENTS).join(' ')}`);
	process.exit(2);
}
const load = loadavg()[0] ?? 0;
const { rows, failures } = await measure(asked.length > 0 ? asked : Object.keys(MEASUREMENTS));
report(rows, failures);
process.exitCode = failures.length > 0 ? 1 : 0;

/** One after the other, so that none is in another's way; one that fails leaves the rest as they are. */
async function measure(names: readonly string[]): Promise<{ rows: Row[]; failures: string[] }> {
	const servers = await startServers();
	const chat = await wire(servers.xmpp.wssUrl, servers.certificates);
	const calls = await wire(servers.sip.wssUrl, servers.certificates);
	const rows: Row[] = [];
	const failures: string[] = [];
	try {
		for (const name of names) {
			const start = performance.now();
			try {
				rows.push(...((await MEASUREMENTS[name]?.({ servers, chat, calls })) ?? []));
			} catch (error) {
				console.error(error);
				failures.push(name);
			}
			console.error(`${name}: ${Math.round((performance.now() - start) / 1000)} s`);
		}
	} finally {
		await Promise.all([chat.close(), calls.close()]);
		await servers.stop();
	}
	return { rows, failures };
}

function report(rows: readonly Row[], failures: readonly string[]): void {
	const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, load ${load.toFixed(1)} before; Node ${process.version}`;
	const words = [
		verdict(rows),
		...(failures.length > 0 ? [`NOT MEASURED, because of an error: ${failures.join(', ')}.`] : []),
	].join('\n');
	const folder = join(root, 'bench-output');
	mkdirSync(folder, { recursive: true });
	const all = rows.map((row) => ({ ...row, met: isMet(row) }));
	writeFileSync(join(folder, 'bench.json'), `${JSON.stringify({ machine, rows: all, failures }, null, '\t')}\n`);
	writeFileSync(join(folder, 'bench.md'), `# Measured\n\n${machine}\n\n${words}\n\n${table(rows)}\n`);
	console.log(`${table(rows)}\n\n${machine}\n${words}`);
}
