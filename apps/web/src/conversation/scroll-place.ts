// Keeps a scrolling list where the reader wants it: at the end while they are there, where they left it when they come back.
import { type RefObject, type UIEvent, useCallback, useLayoutEffect, useRef, useState } from "react";

/** How near the end counts as being there. */
const nearEndPx = 32;

/** How long a movement of the hand goes on moving the list. */
const handMs = 1_000;

/** Where each conversation was left; "end" follows what comes in. */
const places = new Map<string, number | "end">();

export interface ScrollPlace {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly atEnd: boolean;
  readonly toEnd: () => void;
  readonly onScroll: (event: UIEvent) => void;
  /** For every way of scrolling by hand: wheel, finger, key, bar. */
  readonly onHand: (event: UIEvent) => void;
}

export function useScrollPlace(key: string): ScrollPlace {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const handAt = useRef(0);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    places.set(key, "end");
    // A click that asks for something is no hand that scrolls.
    handAt.current = Number.NEGATIVE_INFINITY;
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
    setAtEnd(true);
  }, [key]);

  const onHand = useCallback((event: UIEvent) => {
    handAt.current = event.timeStamp;
  }, []);

  const onScroll = useCallback(
    (event: UIEvent) => {
      const element = list.current;
      if (!element) return;
      const { scrollTop, scrollHeight, clientHeight } = element;
      const end = scrollHeight - scrollTop - clientHeight < nearEndPx;
      // What comes in moves the list as well: only a hand that scrolls back leaves the end.
      const isLeaving = scrollTop < lastTop.current && event.timeStamp - handAt.current < handMs;
      lastTop.current = scrollTop;
      if (!end && !isLeaving && places.get(key) === "end") return;
      places.set(key, end ? "end" : scrollTop);
      setAtEnd(end);
    },
    [key],
  );

  useLayoutEffect(() => {
    const [element, inner] = [list.current, content.current];
    if (!element || !inner) return;
    const settle = () => {
      const place = places.get(key) ?? "end";
      places.set(key, place);
      element.scrollTop = place === "end" ? element.scrollHeight : place;
    };
    settle();
    setAtEnd((places.get(key) ?? "end") === "end");
    // What arrives makes the content taller, a keyboard on the screen makes the list shorter: both keep the end in view.
    const follow = new ResizeObserver(() => {
      if ((places.get(key) ?? "end") === "end") element.scrollTop = element.scrollHeight;
    });
    follow.observe(element);
    follow.observe(inner);
    return () => follow.disconnect();
  }, [key]);

  return { list, content, atEnd, toEnd, onScroll, onHand };
}
