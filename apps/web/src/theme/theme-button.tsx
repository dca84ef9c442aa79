// The button that goes round: as the system, light, dark.
import { useState } from "react";
import { Icon } from "../icon.tsx";
import { keepTheme, storedTheme, type Theme, themeAfter } from "./theme.ts";

const titles: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

export function ThemeButton() {
  const [theme, setTheme] = useState(storedTheme);
  const turn = () => {
    const next = themeAfter(theme);
    keepTheme(next);
    setTheme(next);
  };
  return (
    <button
      type="button"
      className="icon-button"
      onClick={turn}
      aria-label={`Colours: ${titles[theme]}. Change`}
      title={`Colours: ${titles[theme]}`}
    >
      <Icon name={theme} />
    </button>
  );
}
