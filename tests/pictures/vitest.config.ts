import { defineConfig } from "vitest/config";

/** `npm run screenshots`: apart from the tests, since it writes what is kept under docs/images. */
export default defineConfig({
  test: { include: ["tests/pictures/*.pictures.ts"], testTimeout: 300_000, hookTimeout: 120_000 },
});
