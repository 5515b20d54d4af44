/**
 * `npm run bench`: measures the built extension in real browsers against real servers, and prints a table, which is in
 * bench-output/ as well. Timings are ratios against something that was measured beside them: another machine has other
 * milliseconds. `npm run bench -- sizes numbers` takes only these measurements, and all whose names go on behind a dash
 * (`numbers-scan`). Exits with 0 although targets are missed, which it says; with 1 when something could not be measured.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { startServers } from '../servers/servers.ts';
import { BROWSERS, type BrowserKind } from '../support/person.ts';
import { root } from '../support/root.ts';
import type { Context } from './context.ts';
import { firstAudio } from './first-audio.ts';
import { invites } from './invite.ts';
import { frames } from './numbers-frames.ts';
import { library } from './numbers-library.ts';
import { marking, pointing } from './numbers-marks.ts';
import { scans } from './numbers-scan.ts';
import { streams } from './numbers-stream.ts';
import { typing } from './numbers-typing.ts';
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
	'numbers-scan': inEach(scans),
	'numbers-marks': inEach(marking),
	'numbers-pointing': inEach(pointing),
	'numbers-stream': inEach(streams),
	'numbers-typing': inEach(typing),
	'numbers-frames': inEach(frames),
	'numbers-library': inEach(library),
};

const all = Object.keys(MEASUREMENTS);
const chosen = process.argv
	.slice(2)
	.map((asked) => [asked, all.filter((name) => name === asked || name.startsWith(`${asked}-`))] as const);
const unknown = chosen.flatMap(([asked, names]) => (names.length === 0 ? [asked] : []));
if (unknown.length > 0) {
	console.error(`no such measurement: ${unknown.join(' ')}\nmeasurements: ${all.join(' ')}`);
	process.exit(2);
}
const load = loadavg()[0] ?? 0;
const { rows, failures } = await measure(chosen.length > 0 ? chosen.flatMap(([, names]) => names) : all);
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

function inEach(part: (context: Context, kind: BrowserKind) => Promise<Row[]>): (context: Context) => Promise<Row[]> {
	return async (context) => {
		const rows: Row[] = [];
		for (const kind of BROWSERS) rows.push(...(await part(context, kind)));
		return rows;
	};
}

function report(rows: readonly Row[], failures: readonly string[]): void {
	const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, load ${load.toFixed(1)} before; Node ${process.version}`;
	const words = [
		verdict(rows),
		...(failures.length > 0 ? [`NOT MEASURED, because of an error: ${failures.join(', ')}.`] : []),
	].join('\n');
	const folder = join(root, 'bench-output');
	mkdirSync(folder, { recursive: true });
	const judged = rows.map((row) => ({ ...row, met: isMet(row) }));
	writeFileSync(join(folder, 'bench.json'), `${JSON.stringify({ machine, rows: judged, failures }, null, '\t')}\n`);
	writeFileSync(join(folder, 'bench.md'), `# Measured\n\n${machine}\n\n${words}\n\n${table(rows)}\n`);
	console.log(`${table(rows)}\n\n${machine}\n${words}`);
}
