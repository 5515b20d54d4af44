/**
 * `npm run demo [-- --headless]`: servers, two browsers with two people signed in, and web pages with numbers. On a display
 * they are a person's to play with until Ctrl+C; without one the main job is played, and the exit code says whether it
 * worked: 0 only if each heard the other and the messages arrived.
 */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gatherCast } from './cast.ts';
import { PICTURES } from './pictures.ts';
import { playMainJob } from './play.ts';
import { createReport, reasonsOf } from './report.ts';
import { stayOpen } from './stay.ts';

const { headless } = parseArgs({ options: { headless: { type: 'boolean', default: false } } }).values;
const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const isForEyes = hasDisplay && !headless;
const report = createReport();
try {
	await (isForEyes ? show() : play());
} catch (error) {
	console.error(`\nThe demo failed: ${reasonsOf(error)}`);
	if (isForEyes) console.error('If the display is the trouble: npm run demo -- --headless');
	process.exit(1);
}
// Not left to the event loop: what was started has ended, or ends with this process.
process.exit(0);

async function show(): Promise<void> {
	process.once('SIGINT', () => process.exit(0));
	await stayOpen(await gatherCast(report, 'windows'));
}

async function play(): Promise<void> {
	console.log(hasDisplay ? 'The main job, without windows:' : 'There is no display, so the demo plays by itself:');
	rmSync(PICTURES, { recursive: true, force: true });
	const cast = await gatherCast(report, 'headless');
	try {
		await playMainJob(cast, report);
	} finally {
		await cast.leave();
	}
	console.log(`\nEach heard the other, and the messages arrived. Pictures: ${PICTURES}`);
}
