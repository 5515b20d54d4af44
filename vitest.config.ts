import { defineConfig } from 'vitest/config';

/** Three projects: unit (no server, no browser), integration (real servers), e2e (real browsers and servers). */
export default defineConfig({
	test: {
		// What a passing test logged is noise; what a failing one logged is a clue.
		silent: 'passed-only',
		projects: [
			{
				oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
				test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], testTimeout: 30_000 },
			},
			{
				test: {
					name: 'integration',
					include: ['test/integration/**/*.test.ts'],
					testTimeout: 30_000,
					hookTimeout: 60_000,
					fileParallelism: false,
				},
			},
			{
				test: {
					name: 'e2e',
					include: ['test/e2e/**/*.test.ts'],
					testTimeout: 120_000,
					hookTimeout: 120_000,
					fileParallelism: false,
				},
			},
		],
	},
});
