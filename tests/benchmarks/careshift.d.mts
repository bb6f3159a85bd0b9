/** See careshift.mjs. */
export function runCareshift(
  model: "mm5" | "chain-balanced" | "chain-blocked",
  replication?: number,
): Promise<{ model: string; days: number; events: number; seconds: number; check: Record<string, number> }>;
