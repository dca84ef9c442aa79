// A small line between messages: who was chosen, who took over, what went differently.
import { Icon, type IconName } from "../icon.tsx";

export const Note = ({ icon, children }: { icon: IconName; children: string }) => (
  <p className="flex items-start gap-2 text-xs leading-5 text-soft">
    <Icon name={icon} className="mt-0.5 size-4" />
    <span className="min-w-0">{children}</span>
  </p>
);
