/**
 * `npm test`: everything that must hold, one stage after the other; `npm test -- unit build` runs only these. Every stage
 * runs whatever became of the others. Ends with a summary and, in test-output/totals, the line `N passed, N failed`: the
 * tests, plus one for every stage that is no test run. Exits with 1 if anything failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUTPUT = join(ROOT, 'test-output');
const MINUTE = 60_000;

/** Name → what runs it. In this order: cheap ones first, and the build before what needs it. */
const STAGES = {
	setup: () => check(setUp('test')),
	lint: () => tool('biome', ['ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.']),
	types: () => tool('tsc', ['-p', '.']),
	unit: () => tests('unit'),
	build: () => check(run(process.execPath, ['esbuild.config.mjs'])),
	sizes: () => tool('size-limit', []),
	unused: () => tool('knip', []),
	'package-chromium': () => check(run(process.execPath, ['scripts/lint-packages.mjs', 'chromium'])),
	'package-firefox': () => check(run(process.execPath, ['scripts/lint-packages.mjs', 'firefox'])),
	integration: () => tests('integration'),
	e2e: () => tests('e2e'),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in STAGES));
if (unknown.length > 0) {
	console.error(`no such stage: ${unknown.join(' ')}\nstages: ${Object.keys(STAGES).join(' ')}`);
	process.exit(2);
}

mkdirSync(OUTPUT, { recursive: true });
rmSync(join(OUTPUT, 'totals'), { force: true });
const results = [];
for (const [name, stage] of Object.entries(STAGES)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	console.log(`\n== ${name}`);
	const start = Date.now();
	const { passed, failed } = stage();
	results.push({ name, passed, failed, seconds: Math.round((Date.now() - start) / 1000) });
	if (name === 'setup' && failed > 0) break; // without it nothing else can say anything true
}

const total = (field) => results.reduce((sum, result) => sum + result[field], 0);
const line = `${total('passed')} passed, ${total('failed')} failed`;
console.log('\n== summary');
for (const { name, passed, failed, seconds } of results) {
	console.log(
		`${failed > 0 ? 'FAILED' : 'ok    '} ${name.padEnd(18)} ${passed} passed, ${failed} failed (${seconds} s)`,
	);
}
console.log(line);
writeFileSync(join(OUTPUT, 'totals'), `${line}\n`);
process.exitCode = total('failed') > 0 ? 1 : 0;

function check(isGood) {
	return isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function tool(name, args) {
	return check(run(join(ROOT, 'node_modules', '.bin', name), args));
}

/**
 * One vitest project. Passed is what its report calls passed; everything else that is in it (failed, skipped, to do) has
 * not passed. A file that could not be run, an error outside any test, no report or no test at all is a failure as well.
 */
function tests(project) {
	const report = join(OUTPUT, `${project}.json`);
	rmSync(report, { force: true });
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const isGood = run(join(ROOT, 'node_modules', '.bin', 'vitest'), ['run', '--project', project, ...reporters]);
	if (!existsSync(report)) return { passed: 0, failed: 1 };
	const { numTotalTests, numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
	const brokenFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
	const failed = numTotalTests - numPassedTests + brokenFiles.length;
	return { passed: numPassedTests, failed: failed === 0 && !(isGood && numTotalTests > 0) ? 1 : failed };
}

/** Gives whether it ended with 0, in time; its output is ours. */
function run(program, args) {
	const { status, signal, error } = spawnSync(program, args, {
		cwd: ROOT,
		stdio: ['ignore', 'inherit', 'inherit'],
		timeout: 45 * MINUTE,
		env: { ...process.env, NO_COLOR: process.stdout.isTTY ? undefined : '1' },
	});
	if (error) console.error(`${program}: ${error.message}`);
	else if (signal) console.error(`${program} was ended by ${signal}`);
	return status === 0;
}
