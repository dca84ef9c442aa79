// Where the page begins: colours first, then the connection, then what is shown.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./page.css";
import { openPageSession, PageSessionProvider } from "./session/page-session.ts";
import { showTheme, storedTheme } from "./theme/theme.ts";

showTheme(storedTheme());
const page = document.getElementById("page");
if (!page) throw new Error("index.html has no element with the id `page`.");

createRoot(page).render(
  <StrictMode>
    <PageSessionProvider value={openPageSession()}>
      <App />
    </PageSessionProvider>
  </StrictMode>,
);
