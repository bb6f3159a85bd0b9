/** Pounds in full: `£1,250,000`. */
export function pounds(amount: number): string {
  return `${amount < 0 ? "−" : ""}£${Math.abs(Math.round(amount)).toLocaleString("en-GB")}`;
}
