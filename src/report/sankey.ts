/** Where the bars and bands of a flow picture lie: places from left to right in the order people pass through them, exits last. */

/** People a year from one name to another. */
export interface Stream {
  from: string;
  to: string;
  perYear: number;
}

export interface Bar {
  name: string;
  x: number;
  y: number;
  height: number;
  /** People a year who come into it or leave it, whichever is more. */
  perYear: number;
  isExit: boolean;
  isLast: boolean;
}

export interface Band {
  from: string;
  to: string;
  perYear: number;
  /** An SVG path. */
  path: string;
}

export interface Picture {
  bars: Bar[];
  bands: Band[];
  /** Streams that go back to where people came from; they are not drawn. */
  back: Stream[];
}

export interface Size {
  width: number;
  height: number;
  bar: number;
  /** Least distance between two bars of a column. */
  gap: number;
}

/** Lays out the streams; every height is to the same scale, of which 1 px at least is drawn. */
export function layOut(streams: Stream[], exits: readonly string[], size: Size): Picture {
  const { forward, back } = partStreams(streams);
  const columns = columnsOf(forward, exits);
  const scale = scaleOf(forward, columns, size);
  const bars = columns.flatMap((names, column) => stack(names, column, columns.length, forward, exits, scale, size));
  return { bars, bands: bandsOf(forward, bars, scale, size), back };
}

/** Follows people from the start; a stream into a name that they have come through already goes back. */
function partStreams(streams: Stream[]): { forward: Stream[]; back: Stream[] } {
  const isBack = new Set<Stream>();
  const state = new Map<string, "open" | "closed">();
  const visit = (name: string): void => {
    state.set(name, "open");
    for (const stream of streams.filter((s) => s.from === name)) {
      if (state.get(stream.to) === "open") isBack.add(stream);
      else if (!state.has(stream.to)) visit(stream.to);
    }
    state.set(name, "closed");
  };
  const into = new Set(streams.map((s) => s.to));
  const names = [...new Set(streams.map((s) => s.from))].sort((a, b) => Number(into.has(a)) - Number(into.has(b)));
  for (const name of names) if (!state.has(name)) visit(name);
  return { forward: streams.filter((s) => !isBack.has(s)), back: streams.filter((s) => isBack.has(s)) };
}

/** Names by column: one to the right of the rightmost they come from; exits in the last column. */
function columnsOf(streams: Stream[], exits: readonly string[]): string[][] {
  const names = [...new Set(streams.flatMap((s) => [s.from, s.to]))];
  const depth = new Map(names.map((name) => [name, 0]));
  for (let pass = 0; pass < names.length; pass++) {
    for (const { from, to } of streams) depth.set(to, Math.max(depth.get(to) ?? 0, (depth.get(from) ?? 0) + 1));
  }
  const inner = names.filter((name) => !exits.includes(name));
  const last = Math.max(0, ...inner.map((name) => depth.get(name) ?? 0)) + 1;
  const columns = Array.from({ length: last + 1 }, (_, column) =>
    names.filter((name) => (exits.includes(name) ? last : depth.get(name)) === column),
  );
  return columns
    .filter((column) => column.length > 0)
    .map((column) => column.sort((a, b) => through(streams, b) - through(streams, a)));
}

function scaleOf(streams: Stream[], columns: string[][], { height, gap }: Size): number {
  const tallest = columns.map(
    (names) =>
      (height - gap * (names.length - 1)) / (names.reduce((sum, name) => sum + through(streams, name), 0) || 1),
  );
  return Math.min(...tallest);
}

function stack(
  names: string[],
  column: number,
  columns: number,
  streams: Stream[],
  exits: readonly string[],
  scale: number,
  size: Size,
): Bar[] {
  const x = columns < 2 ? 0 : (column * (size.width - size.bar)) / (columns - 1);
  const heights = names.map((name) => Math.max(1, through(streams, name) * scale));
  const spare = size.height - heights.reduce((a, b) => a + b, 0) - size.gap * (names.length - 1);
  // The widest band runs along the top, from the first column to the last; what lies between stands below it.
  let y = column === 0 || column === columns - 1 ? 0 : Math.max(0, spare);
  return names.map((name, i) => {
    const height = heights[i] as number;
    const bar = {
      name,
      x,
      y,
      height,
      perYear: through(streams, name),
      isExit: exits.includes(name),
      isLast: column === columns - 1,
    };
    y += height + size.gap;
    return bar;
  });
}

/** Bands leave and reach each bar in the order of what lies at their other end, so that they cross little. */
function bandsOf(streams: Stream[], bars: Bar[], scale: number, { bar }: Size): Band[] {
  const at = new Map(bars.map((b) => [b.name, b]));
  const y = (name: string) => at.get(name)?.y ?? 0;
  const leaving = new Map<Stream, number>();
  const reaching = new Map<Stream, number>();
  for (const { name } of bars) {
    place(
      streams.filter((s) => s.from === name).sort((a, b) => y(a.to) - y(b.to)),
      y(name),
      scale,
      leaving,
    );
    place(
      streams.filter((s) => s.to === name).sort((a, b) => y(a.from) - y(b.from)),
      y(name),
      scale,
      reaching,
    );
  }
  return streams.map((stream) => ({
    ...stream,
    path: ribbon(
      (at.get(stream.from)?.x ?? 0) + bar,
      leaving.get(stream) ?? 0,
      at.get(stream.to)?.x ?? 0,
      reaching.get(stream) ?? 0,
      Math.max(1, stream.perYear * scale),
    ),
  }));
}

function place(streams: Stream[], from: number, scale: number, into: Map<Stream, number>): void {
  let y = from;
  for (const stream of streams) {
    into.set(stream, y);
    y += stream.perYear * scale;
  }
}

function ribbon(x0: number, y0: number, x1: number, y1: number, thick: number): string {
  const middle = (x0 + x1) / 2;
  const n = (value: number) => value.toFixed(1);
  return `M${n(x0)},${n(y0)}C${n(middle)},${n(y0)} ${n(middle)},${n(y1)} ${n(x1)},${n(y1)}L${n(x1)},${n(y1 + thick)}C${n(middle)},${n(y1 + thick)} ${n(middle)},${n(y0 + thick)} ${n(x0)},${n(y0 + thick)}Z`;
}

function through(streams: Stream[], name: string): number {
  const sum = (end: "from" | "to") => streams.reduce((total, s) => total + (s[end] === name ? s.perYear : 0), 0);
  return Math.max(sum("from"), sum("to"));
}
