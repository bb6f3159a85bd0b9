import { describe, expect, it } from "vitest";
import { Desk } from "../../../src/scenario/import/grid.js";
import { importPopulation } from "../../../src/scenario/import/population.js";
import { fitStays } from "../../../src/scenario/import/stays.js";

const file = "data.csv";
const stays = Array.from({ length: 12 }, (_, i) => i + 1.5);
const staysOf = (text: string) => fitStays({ file, text }, { unit: "days" }).values;
const rowsOf = (text: string) => {
  const desk = new Desk();
  const { rows } = desk.open({ file, text });
  desk.settle();
  return rows;
};

describe("A file separated otherwise than by commas", () => {
  it("is read by its semicolons, with decimal commas", () => {
    const rows = stays.map((stay, i) => `p${i};${String(stay).replace(".", ",")}`);
    expect(staysOf(["patient;los", ...rows].join("\n"))).toEqual(stays);
  });

  it("is read by its tabs, with decimal points or commas", () => {
    const rows = (mark: string) => stays.map((stay, i) => `p${i}\t${String(stay).replace(".", mark)}`);
    expect(staysOf(["patient\tlos", ...rows(".")].join("\n"))).toEqual(stays);
    expect(staysOf(["patient\tlos", ...rows(",")].join("\n"))).toEqual(stays);
  });

  it("is read so by every import of tables, below comments and a title", () => {
    const text = "# made by hand\nPeople, mid-2023\nage;sex;people\n0;F;5\n0;M;6\n1+;F;7\n1+;M;8";
    expect(importPopulation({ file, text }).people).toBe(26);
    expect(rowsOf("a;b\n1.234,5;2\n0,125;3")).toEqual([
      ["a", "b"],
      ["1234.5", "2"],
      ["0.125", "3"],
    ]);
  });

  it("keeps commas of thousands where another number has a decimal point", () => {
    expect(rowsOf("a;b\n1,200;2.5")).toEqual([
      ["a", "b"],
      ["1,200", "2.5"],
    ]);
  });
});

describe("A number that may be read in two ways", () => {
  it.each(["a;b\n1,200;7", "a\tb\n1,200\t7"])("is asked of, in %j", (text) => {
    expect(() => rowsOf(text)).toThrow("row 2, column A: `1,200` may be 1.2 or 1200; write `1.2` or `1200`");
  });

  it("is asked of in quotes too, as a length of stay", () => {
    const text = ["patient,los", ...stays.map((_, i) => `p${i},"1,20${i % 10}"`)].join("\n");
    expect(() => staysOf(text)).toThrow("row 2, column B: `1,200` may be 1.2 or 1200; write `1.2` or `1200`");
  });

  it("is read as a stay of 3.5 days in quotes, and told of where decimal commas part the cells", () => {
    const rows = stays.map((stay) => String(stay).replace(".", ","));
    expect(staysOf(["los", ...rows.map((stay) => `"${stay}"`)].join("\n"))).toEqual(stays);
    expect(() => staysOf(["los", ...rows].join("\n"))).toThrow(
      "row 2, column A: this row has 2 cells, where the heading names 1; a decimal comma wants quotes, or cells parted by semicolons",
    );
  });

  it("leaves semicolons within the cells of a file separated by commas alone", () => {
    expect(rowsOf("a,b\nx;y,1\nz;w,2")[1]).toEqual(["x;y", "1"]);
    expect(rowsOf('a,b\n"1,200",2')[1]).toEqual(["1,200", "2"]);
  });
});
