import { useEffect, useRef, useState } from "preact/hooks";
import { useKept } from "./kept.js";

interface Props {
  id: string;
  /** The number that stands, whoever set it. */
  value: number;
  min: number;
  max: number;
  step: number;
  describedBy?: string;
  /** Whether every digit counts at once, or only what is entered: with Enter, or by leaving the box. */
  isLive?: boolean;
  onSet: (to: number) => void;
}

/**
 * A box for a number that other things set, too. What is being typed stays as it was typed, however often the page is drawn
 * meanwhile, and through a reload; what is no number goes back to the one that stands, and what lies beyond the bounds becomes the bound, which is said.
 */
export function NumberBox({ id, value, describedBy, isLive = false, onSet, ...bounds }: Props) {
  const [typed, setTyped] = useKept<string | null>("typed", `${id} ${value}`, null);
  const [bound, setBound] = useState<number>();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (typed !== null) box.current?.focus();
  }, []);
  const enter = () => {
    if (typed === null) return;
    setTyped(null);
    if (typed === "") return;
    const to = Math.min(bounds.max, Math.max(bounds.min, Number(typed)));
    setBound(to === Number(typed) ? undefined : to);
    if (to !== value) onSet(to);
  };
  const type = (text: string) => {
    setBound(undefined);
    setTyped(text);
    if (isLive && text !== "") onSet(Number(text));
  };
  return (
    <>
      <input
        {...bounds}
        class="nhsuk-input lever__number"
        ref={box}
        id={id}
        type="number"
        inputMode={bounds.min < 0 ? undefined : "decimal"}
        aria-describedby={describedBy}
        value={typed ?? String(value)}
        onInput={(event) => type(event.currentTarget.value)}
        onChange={enter}
        onBlur={enter}
        onKeyDown={({ key }) => key === "Enter" && enter()}
      />
      {bound === value && (
        <span class="lever__bound" role="alert">
          {shown(bound)} is the {bound === bounds.max ? "most" : "least"}.
        </span>
      )}
    </>
  );
}

function shown(value: number): string {
  return Number(value.toPrecision(6)).toLocaleString("en-GB").replace("-", "−");
}
