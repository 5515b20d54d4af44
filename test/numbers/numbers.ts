/**
 * How well numbers are found, through the code that runs in pages (gate) and in the background (judge).
 *
 * `npm run numbers -- --score FILE`: JSON lines `{text, region, numbers: [{raw, e164, ext?}]}`, or with `strict` in place of
 * `numbers` what a reference finds; prints a table. `--misses` also prints what was missed or marked wrongly.
 * `npm run numbers -- --find`: reads `{text, region}` lines, prints `{numbers: [{raw, start, e164, ext?}]}` lines.
 */
import { createReadStream } from 'node:fs';
import process from 'node:process';
import { find } from './find.ts';
import { type Line, linesOf } from './lines.ts';
import { score } from './score.ts';
import { tableOf } from './table.ts';

const [mode, ...rest] = process.argv.slice(2);
const file = rest.find((argument) => !argument.startsWith('--'));
if (mode === '--find') await findAll();
else if (mode === '--score' && file !== undefined) await scoreAll(file);
else {
	console.error('usage: npm run numbers -- --score FILE [--misses] | --find < FILE');
	process.exitCode = 2;
}

async function findAll(): Promise<void> {
	for await (const { text, region } of linesOf(process.stdin)) {
		const isTaken = process.stdout.write(`${JSON.stringify({ numbers: find(text, region) })}\n`);
		if (!isTaken) await new Promise((resolve) => process.stdout.once('drain', resolve));
	}
}

async function scoreAll(path: string): Promise<void> {
	const missed = ({ text, region, numbers, strict }: Line) =>
		console.log(JSON.stringify({ text, region, expected: numbers ?? strict, found: find(text, region) }));
	const tallies = await score(linesOf(createReadStream(path)), rest.includes('--misses') ? missed : () => {});
	console.log(tableOf(tallies));
}
