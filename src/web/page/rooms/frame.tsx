import type { ComponentChildren } from "preact";

/** Every view: a way past the top, a heading, and what went wrong. */
export function Frame({ title, above, problem, children }: FrameProps) {
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it is a link within the page, but the address must keep its own hash */}
      <a class="nhsuk-skip-link" href="#main" onClick={toMain}>
        Skip to main content
      </a>
      <header class="top">
        <div class="nhsuk-width-container">
          <p class="top__name">{above}</p>
          <h1 class="top__title">{title}</h1>
        </div>
      </header>
      <main class="nhsuk-width-container page" id="main" tabIndex={-1}>
        <div role="alert">{problem ? <p class="problem">{problem}</p> : null}</div>
        {children}
      </main>
    </>
  );
}

interface FrameProps {
  title: string;
  above: string;
  problem?: string;
  children: ComponentChildren;
}

/** The address keeps what stands behind its `#`: it says which team this is. */
function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
