/**
 * The `simjs` package, loaded. Its bundle looks for a browser's `window` and exports nothing without one, so a global
 * of that name stands there while it loads and is put back afterwards.
 */
export interface SimjsRequest {
  deliverAt: number;
  payload: number;
}

export interface Simjs {
  Sim: new () => { queue: { insert(request: SimjsRequest): void; remove(): SimjsRequest | null } };
  Request: new (entity: unknown, scheduledAt: number, deliverAt: number) => SimjsRequest;
}

let loaded: Promise<Simjs> | undefined;

/** @throws {Error} when the package loads but brings no event queue */
export function loadSimjs(): Promise<Simjs> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Simjs> {
  const world = globalThis as { window?: unknown };
  const had = Object.hasOwn(world, "window");
  const before = world.window;
  const stand: { Sim?: Simjs } = {};
  world.window = stand;
  try {
    // @ts-expect-error the package has no types
    await import("simjs");
  } finally {
    if (had) world.window = before;
    else delete world.window;
  }
  if (stand.Sim?.Sim === undefined) throw new Error("the package simjs loaded without its event queue");
  return stand.Sim;
}
