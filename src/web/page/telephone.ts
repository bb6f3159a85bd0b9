import { useEffect, useState } from "preact/hooks";

/** One column, with room for what happens above the levers: as `style.scss` has it. */
const TELEPHONE = "(max-width: 899px) and (min-height: 600px)";

/** Whether the page stands as it does on a telephone; follows when it is turned or its window is moved. */
export function useTelephone(): boolean {
  const [isOne, setIsOne] = useState(() => matchMedia(TELEPHONE).matches);
  useEffect(() => {
    const media = matchMedia(TELEPHONE);
    const hear = () => setIsOne(media.matches);
    media.addEventListener("change", hear);
    return () => media.removeEventListener("change", hear);
  }, []);
  return isOne;
}
