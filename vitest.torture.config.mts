import { defineConfig } from 'vitest/config';

// Minutes, not seconds: real terminals, killed processes, rebuilt disks. Needs python3 and cc, and skips what it cannot do.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/torture/*.torture.ts'],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
    env: { TZ: 'Pacific/Chatham', LC_ALL: 'C' },
  },
});
