import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    // A test that needs the machine's zone or language is wrong; this one is nobody's, and an hour off on every day.
    env: { TZ: 'Pacific/Chatham', LC_ALL: 'C' },
    // Left-over `vi` state cannot leak from one test into the next.
    restoreMocks: true,
    unstubEnvs: true,
  },
});
