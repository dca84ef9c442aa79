// How the page is built: React, Tailwind, hashed files in dist/assets; in development /api goes to a local server.
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  // Assets are files, never data: URLs, so that the page keeps to a strict content security policy.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { host: "127.0.0.1", proxy: { "/api": { target: "http://127.0.0.1:8787", ws: true } } },
});
