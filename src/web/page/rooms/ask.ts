import { useEffect, useState } from "preact/hooks";

/** The server said no, with a reason for people to read. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Asks the server; what it is told by stands in the body, who asks in a header. */
export async function ask<T>(path: string, secret: string, body?: object): Promise<T> {
  const headers: Record<string, string> = secret === "" ? {} : { authorization: `Bearer ${secret}` };
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  if (body !== undefined) headers["content-type"] = "application/json";
  const answer = await fetch(path, { ...sent, headers });
  const said = await answer.json();
  if (!answer.ok) throw new Refusal(answer.status, String(said.error));
  return said as T;
}

/** What went wrong, for people to read. */
export function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  return "The connection is lost. Nothing that was submitted is: trying again.";
}

/** What the server tells, kept up to date; asked again at once after each answer, in a second where it does not answer. */
export function useNews<T extends { version: number }>(path: string, secret: string): News<T> {
  const [news, setNews] = useState<News<T>>({ view: undefined, problem: "" });
  useEffect(() => {
    let over = false;
    const follow = async () => {
      let since = -1;
      while (!over && path !== "") {
        try {
          const view = await ask<T>(`${path}?since=${since}`, secret);
          since = view.version;
          if (!over) setNews({ view, problem: "" });
        } catch (error) {
          since = -1;
          if (!over) setNews(({ view }) => ({ view, problem: reasonOf(error) }));
          await new Promise((resolve) => setTimeout(resolve, 1000));
        }
      }
    };
    void follow();
    return () => {
      over = true;
    };
  }, [path, secret]);
  return news;
}

export interface News<T> {
  view: T | undefined;
  /** Why there is nothing newer; empty where all is well. */
  problem: string;
}

/** What stands behind `#` in the address, cut at its dots: never sent to the server by itself. */
export function useHash(): string[] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onChange = () => setHash(location.hash);
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  return hash.slice(1).split(".");
}
