// The few line icons of the page, drawn on a grid of 20 by 20; they are decoration, so screen readers skip them.
import type { ReactNode } from "react";

const shapes = {
  send: <path d="M10 15.5v-11M5.5 9 10 4.5 14.5 9" />,
  stop: <rect x="6" y="6" width="8" height="8" rx="1.5" fill="currentColor" stroke="none" />,
  attach: (
    <path d="m15.6 9.4-5.7 5.7a3.7 3.7 0 0 1-5.2-5.2l6-6a2.5 2.5 0 0 1 3.5 3.5l-6 6a1.2 1.2 0 0 1-1.7-1.7l5.2-5.2" />
  ),
  file: (
    <path d="M5.5 3h5.8L15 6.7V16a1 1 0 0 1-1 1H5.5a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM11 3.2V7h3.8M7.5 10.5h5M7.5 13.5h3" />
  ),
  folder: <path d="M3 15V5.5a1 1 0 0 1 1-1h3.6l1.6 2H16a1 1 0 0 1 1 1V15a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1Z" />,
  close: <path d="m5.5 5.5 9 9m0-9-9 9" />,
  down: <path d="M10 4.5v11M5.5 11l4.5 4.5L14.5 11" />,
  sort: <path d="m6.5 8 3.5-4 3.5 4m0 4L10 16l-3.5-4" />,
  rising: <path d="M10 15.5v-11M6 8.5l4-4 4 4" />,
  falling: <path d="M10 4.5v11m-4-4 4 4 4-4" />,
  search: <path d="m16.5 16.5-3.8-3.8m1.8-3.9a5.7 5.7 0 1 1-11.4 0 5.7 5.7 0 0 1 11.4 0Z" />,
  warning: (
    <path d="M10 7.5v3.8m0 2.4v.1M8.9 3.6 2.4 14.8a1.3 1.3 0 0 0 1.1 2h13a1.3 1.3 0 0 0 1.1-2L11.1 3.6a1.3 1.3 0 0 0-2.2 0Z" />
  ),
  retry: <path d="M15.5 8.5A6 6 0 1 0 16 11M15.8 4.5v4h-4" />,
  copy: <path d="M7.5 7.5h8v8.5h-8zM12.5 4.5h-8V13" />,
  done: <path d="m4.5 10.5 3.7 3.7 7.3-8" />,
  clock: <path d="M10 6v4.3l2.6 1.6M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z" />,
  handoff: <path d="M3.5 10h12M11.5 6l4 4-4 4" />,
  compass: <path d="m12.8 7.2-1.5 4.1-4.1 1.5 1.5-4.1 4.1-1.5ZM17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z" />,
  chart: <path d="M4 16.5V10m4 6.5V4m4 12.5v-8m4 8V6.5" />,
  gear: <path d="M3.5 6h7m4 0h2m-13 8h2m4 0h7M12.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm-5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z" />,
  target: <path d="M3.5 14.5 8 9.8l3 2.7 5.5-6.3M12.5 6h4v4" />,
  person: <path d="M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.5 6.5a5.5 5.5 0 0 1 11 0" />,
  light: (
    <path d="M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM10 2.8v1.4m0 11.6v1.4M2.8 10h1.4m11.6 0h1.4M4.9 4.9l1 1m8.2 8.2 1 1m0-10.2-1 1m-8.2 8.2-1 1" />
  ),
  dark: <path d="M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3Z" />,
  system: <path d="M3.5 4.5h13v9h-13zM7.5 16.5h5m-2.5-3v3" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

export const Icon = ({ name, className = "size-5" }: { name: IconName; className?: string }) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 20 20"
    className={`shrink-0 ${className}`}
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    {shapes[name]}
  </svg>
);
