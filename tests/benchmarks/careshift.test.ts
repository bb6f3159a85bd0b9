import { describe, expect, it } from "vitest";
import { runCareshift } from "./careshift.mjs";

describe("the benchmark's own run of Careshift", () => {
  it("counts two events a patient, and finds the wait that Erlang C gives for five beds", async () => {
    const { events, days, check } = await runCareshift("mm5");
    expect(events / days).toBeGreaterThan(7.95);
    expect(events / days).toBeLessThan(8.05);
    expect(check.wait).toBeGreaterThan(0.5541 * 0.97);
    expect(check.wait).toBeLessThan(0.5541 * 1.03);
  });

  it("finds waits of the chain that Little's law ties to the numbers waiting and the flow", async () => {
    const { events, days, check } = await runCareshift("chain-balanced");
    // Arrivals and ends of stays, of 36 + 36 + 9 + 2.7 a day.
    expect(events / days / (36 * 2 + 9 + 2.7)).toBeCloseTo(1, 1);
    expect(check.wait as number).toBeCloseTo((check.waiting as number) / 36, 3);
    expect(check.delayAcute as number).toBeCloseTo((check.acuteBlocked as number) / 9, 3);
    expect(check.delayCommunity as number).toBeCloseTo((check.communityBlocked as number) / 2.7, 2);
  });
});
